import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  input,
  output,
  signal,
  ViewEncapsulation,
  viewChild,
} from '@angular/core';
import { formatAmount } from '../lib/format-number.ts';
import { findLists } from './choose-lists.ts';
import { type KnownList, listCatalogue } from './list-catalogue.data.ts';

/** Known lists to choose from, in a dialog that opens with it. */
@Component({
  selector: 'bloqr-list-catalogue',
  templateUrl: './list-catalogue.html',
  styleUrl: './list-catalogue.css',
  encapsulation: ViewEncapsulation.None,
})
export class ListCatalogue {
  /** Addresses that are chosen already. */
  readonly present = input.required<ReadonlySet<string>>();
  /** The addresses that were chosen; none where the dialog was only closed. */
  readonly closed = output<readonly string[]>();

  protected readonly query = signal('');
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly groups = computed(() => findLists(listCatalogue, this.query()));
  protected readonly foundCount = computed(() =>
    this.groups().reduce((count, { lists }) => count + lists.length, 0),
  );
  protected readonly formatAmount = formatAmount;

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected isChosen({ address }: KnownList): boolean {
    return this.chosen().has(address) || this.present().has(address);
  }

  protected toggle({ address }: KnownList): void {
    this.chosen.update((chosen) =>
      chosen.has(address)
        ? new Set([...chosen].filter((other) => other !== address))
        : new Set([...chosen, address]),
    );
  }

  protected search(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.query.set(event.target.value);
  }

  protected close(addresses: readonly string[]): void {
    this.dialog().nativeElement.close();
    this.closed.emit(addresses);
  }

  protected cancel(event: Event): void {
    event.preventDefault();
    this.close([]);
  }

  protected add(): void {
    this.close([...this.chosen()]);
  }
}
