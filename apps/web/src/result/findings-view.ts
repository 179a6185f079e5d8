import {
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { CompiledList } from '../compilation/compilation.ts';
import type { Diagnostic } from '../compilation/compile-events.ts';
import { formatAmount, formatCount } from '../lib/format-number.ts';
import { cutExcerpt, findPlace, textOfSource } from './finding-place.ts';

/** Findings shown at first. */
const shownMax = 20;

/** What there is to say about lines, as a list, and each line in its place where the page has the text. */
@Component({ selector: 'bloqr-findings-view', templateUrl: './findings-view.html' })
export class FindingsView {
  readonly result = input.required<CompiledList>();

  protected readonly formatAmount = formatAmount;
  protected readonly formatCount = formatCount;
  protected readonly areAllShown = signal(false);
  protected readonly entries = computed(() => {
    const result = this.result();
    const shown = this.areAllShown() ? result.diagnostics : result.diagnostics.slice(0, shownMax);
    return shown.map((diagnostic) => ({ ...diagnostic, place: findPlace(diagnostic, result) }));
  });
  protected readonly hiddenCount = computed(() => this.result().diagnostics.length - this.entries().length);
  /** How many there are of each kind. */
  protected readonly kinds = computed(() => {
    const count = (kind: Diagnostic['severity']) =>
      this.result().diagnostics.filter(({ severity }) => severity === kind).length;
    return (['error', 'warning', 'info'] as const)
      .map((severity) => ({ severity, count: count(severity) }))
      .filter((kind) => kind.count > 0);
  });
  /** Whose text is shown, and what of the editor is said where it is not. */
  protected readonly opened = signal('');
  protected readonly hasFailed = signal(false);

  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  #close: (() => void) | undefined;

  /** Shows a line among its neighbours, with all that there is to say about them. */
  protected async open({ source, line }: { readonly source: string; readonly line: number }): Promise<void> {
    const result = this.result();
    const text = textOfSource(source, result);
    if (text === undefined) return;
    try {
      const [{ openEditor }, whole] = await Promise.all([
        import('../editor/open-editor.ts'),
        typeof text === 'string' ? text : text.text(),
      ]);
      const offset = (result.order.firstLines.get(source) ?? 1) - 1;
      const excerpt = cutExcerpt(whole, line);
      const marks = result.diagnostics.filter((diagnostic) => diagnostic.source === source);
      this.#close?.();
      this.hasFailed.set(false);
      this.opened.set(offset > 0 || result.order.firstLines.has(source) ? 'What you typed' : source);
      this.#close = openEditor(this.stage().nativeElement, {
        label: `Text of ${this.opened()}`,
        text: excerpt.text,
        firstLine: excerpt.firstLine + offset,
        line: line + offset,
        marks: marks.map((mark) => ({ ...mark, line: mark.line + offset })),
      });
    } catch {
      this.hasFailed.set(true);
    }
  }

  constructor() {
    const destroy = () => this.#close?.();
    inject(DestroyRef).onDestroy(destroy);
  }
}
