import { Component, computed, input, output, signal } from '@angular/core';
import type { Software } from '../software/software.ts';
import { isValidator, toggleTransformation } from './toggle-transformation.ts';
import {
  type Transformation,
  type TransformationName,
  transformationCatalogue,
} from './transformation-catalogue.data.ts';

type Entry = Transformation & { readonly name: TransformationName };

/** Software that reads rules of browsers, which validators drop. */
const browserSoftware: ReadonlySet<string> = new Set(['ublock-origin', 'adguard']);

/** What is done to the rules, a switch each. */
@Component({ selector: 'bloqr-transformation-switches', templateUrl: './transformation-switches.html' })
export class TransformationSwitches {
  readonly chosen = input.required<readonly TransformationName[]>();
  readonly software = input.required<Software>();
  readonly chosenChange = output<readonly TransformationName[]>();

  protected readonly areAllShown = signal(false);
  protected readonly notice = signal('');
  protected readonly total = transformationCatalogue.length;
  /** What is on is always shown. */
  protected readonly entries = computed((): readonly Entry[] =>
    transformationCatalogue.filter(
      ({ isPreset, name }) => isPreset || this.areAllShown() || this.chosen().includes(name),
    ),
  );
  /** Validators take away what browsers' blockers are for. */
  protected readonly unfitting = computed(() =>
    browserSoftware.has(this.software().name) ? this.chosen().filter(isValidator) : [],
  );

  protected toggle(name: TransformationName): void {
    const { chosen, turnedOff } = toggleTransformation(this.chosen(), name);
    const title = transformationCatalogue.find((entry) => entry.name === turnedOff)?.title;
    this.notice.set(title === undefined ? '' : `“${title}” went off: one kind of validation at a time.`);
    this.chosenChange.emit(chosen);
  }

  /** A break at the end is all that an example may be about, and cannot be seen. */
  protected showBreak(text: string): string {
    return text.replace(/\n$/, '⏎');
  }

  protected turnOffUnfitting(): void {
    const unfitting = this.unfitting();
    this.chosenChange.emit(this.chosen().filter((name) => !unfitting.includes(name)));
  }
}
