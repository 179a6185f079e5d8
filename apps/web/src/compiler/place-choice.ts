import { Component, input, output } from '@angular/core';
import type { CompilePlace } from '../draft/draft.ts';

/** Who compiles. */
@Component({ selector: 'bloqr-place-choice', templateUrl: './place-choice.html' })
export class PlaceChoice {
  readonly chosen = input.required<CompilePlace>();
  readonly choose = output<CompilePlace>();

  protected readonly places = [
    { value: 'service', label: 'By the service', explanation: 'Reads any public list.' },
    {
      value: 'browser',
      label: 'In this browser',
      explanation:
        'Nothing is sent to the service, and no limits; lists come straight from where they are, if that lets pages read them.',
    },
  ] as const;
}
