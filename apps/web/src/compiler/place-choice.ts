import { Component, input, output } from '@angular/core';
import type { CompilePlace } from '../draft/draft.ts';

/** Who compiles. */
@Component({ selector: 'bloqr-place-choice', templateUrl: './place-choice.html' })
export class PlaceChoice {
  readonly chosen = input.required<CompilePlace>();
  readonly choose = output<CompilePlace>();

  protected readonly places = [
    { value: 'service', label: 'By the service', explanation: 'Reads any public list, and quickly.' },
    {
      value: 'browser',
      label: 'In this browser',
      explanation:
        'Sends the service nothing. Reads lists straight from where they are, if those let pages do so.',
    },
  ] as const;
}
