import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import type { Keeping } from '../draft/draft-store.ts';
import { formatAmount, formatBytes } from '../lib/format-number.ts';
import {
  type AttachedFile,
  judgeDroppedFile,
  pastedLengthMax,
  readDroppedFiles,
  type TextOfFile,
} from './dropped-file.ts';
import type { LineNote } from './line-note.ts';
import type { SourceText } from './read-source-text.ts';
import { replaceLine } from './replace-line.ts';

/** Lines up to which each has its number in front; beyond that, numbers would cost more than they say. */
const numberedLinesMax = 1000;

/** Notes shown at once. */
const notesMax = 8;

/** Bytes of a file where there is no word of the service on what it takes, or none is wanted. */
const fileBytesMax = 50_000_000;

/** Where addresses and rules are typed, pasted and dropped. */
@Component({
  selector: 'bloqr-source-editor',
  templateUrl: './source-editor.html',
  host: {
    '(document:dragover)': 'hover($event)',
    '(document:dragleave)': 'leave($event)',
    '(document:drop)': 'drop($event)',
  },
})
export class SourceEditor {
  readonly text = input.required<string>();
  readonly files = input.required<readonly AttachedFile[]>();
  readonly reading = input.required<SourceText>();
  readonly sourcesMax = input.required<number | undefined>();
  readonly inputBytesMax = input.required<number | undefined>();
  readonly keeping = input.required<Keeping>();
  /** Why there was nothing to compile; empty where there was. */
  readonly hint = input.required<string>();
  readonly leavesOutFailing = input.required<boolean>();
  readonly textChange = output<string>();
  readonly filesChange = output<readonly AttachedFile[]>();
  readonly leavesOutFailingChange = output<boolean>();
  readonly submitted = output<void>();
  readonly catalogueWanted = output<void>();

  protected readonly isHovered = signal(false);
  protected readonly refusals = signal<readonly string[]>([]);
  protected readonly areAllNotesShown = signal(false);
  protected readonly scrollTop = signal(0);
  protected readonly formatAmount = formatAmount;

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');

  protected readonly lineNumbers = computed(() => {
    const { lineCount, notes } = this.reading();
    if (lineCount > numberedLinesMax) return [];
    const noted = new Set(notes.map(({ line }) => line));
    return Array.from({ length: lineCount }, (_, index) => ({
      line: index + 1,
      isNoted: noted.has(index + 1),
    }));
  });
  protected readonly notes = computed(() => {
    const { notes } = this.reading();
    return this.areAllNotesShown() ? notes : notes.slice(0, notesMax);
  });
  protected readonly hiddenNoteCount = computed(() => this.reading().notes.length - this.notes().length);
  /** With their sizes in bytes of UTF-8, as the result tells them. */
  protected readonly fileRows = computed(() =>
    this.files().map(({ name, text }) => ({ name, size: formatBytes(new Blob([text]).size) })),
  );
  protected readonly sourceCount = computed(() => this.reading().sources.length + this.files().length);
  protected readonly counts = computed(() => {
    const { addressCount, ruleCount } = this.reading();
    const parts = [
      ...(addressCount > 0 ? [formatAmount(addressCount, 'address', 'addresses')] : []),
      ...(ruleCount > 0 ? [formatAmount(ruleCount, 'rule')] : []),
      ...(this.files().length > 0 ? [formatAmount(this.files().length, 'file')] : []),
    ];
    return parts.length === 0 ? 'Nothing yet' : parts.join(', ');
  });
  protected readonly overLimit = computed(() => {
    const max = this.sourcesMax();
    return max !== undefined && this.sourceCount() > max ? max : undefined;
  });

  protected type(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.textChange.emit(event.target.value);
  }

  protected press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.submitted.emit();
  }

  /** A large paste is attached: text fields grow slow with it. */
  protected paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length <= pastedLengthMax) return;
    event.preventDefault();
    this.#take([{ name: 'Pasted rules', text }]);
  }

  protected hover(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    this.isHovered.set(true);
  }

  /** Only when the pointer leaves the window is there nothing that it enters. */
  protected leave(event: DragEvent): void {
    if (event.relatedTarget === null) this.isHovered.set(false);
  }

  protected drop(event: DragEvent): void {
    this.isHovered.set(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void this.#read(files);
  }

  protected choose(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    void this.#read(files);
  }

  protected remove(name: string): void {
    this.filesChange.emit(this.files().filter((file) => file.name !== name));
    this.field().nativeElement.focus();
  }

  protected apply({ line, fix }: LineNote): void {
    if (fix === undefined) return;
    this.textChange.emit(replaceLine(this.text(), line, fix.lines));
    this.field().nativeElement.focus();
  }

  /** Puts the cursor on a line and selects it. */
  protected goTo(line: number): void {
    const field = this.field().nativeElement;
    const before = field.value.split('\n').slice(0, line - 1);
    const start = before.reduce((length, text) => length + text.length + 1, 0);
    const end = field.value.indexOf('\n', start);
    field.focus();
    field.setSelectionRange(start, end === -1 ? field.value.length : end);
  }

  protected follow(): void {
    this.scrollTop.set(this.field().nativeElement.scrollTop);
  }

  async #read(files: readonly File[]): Promise<void> {
    const { texts, refusals } = await readDroppedFiles(files, this.inputBytesMax() ?? fileBytesMax);
    this.#take(texts, refusals);
  }

  /** @param unread why other files could not be read */
  #take(texts: readonly TextOfFile[], unread: readonly string[] = []): void {
    const refusals = [...unread];
    let files = this.files();
    let field = this.text();
    for (const { name, text } of texts) {
      const judged = judgeDroppedFile(
        name,
        text,
        files.map((file) => file.name),
      );
      if (judged.kind === 'refused') refusals.push(judged.reason);
      else if (judged.kind === 'rules') files = [...files, judged.file];
      else field = field.trim() === '' ? judged.text : `${field.trimEnd()}\n${judged.text}`;
    }
    this.refusals.set(refusals);
    if (files !== this.files()) this.filesChange.emit(files);
    if (field !== this.text()) this.textChange.emit(field);
  }
}
