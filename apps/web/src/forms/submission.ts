import { type Signal, signal } from '@angular/core';
import type { ApiAnswer } from '../api/api-client.ts';
import { describeFailure, type Failure } from '../problem/failure.ts';
import type { AuthAnswer } from '../session/better-auth/auth-api.ts';

/** What became of something that was sent. */
export type Outcome =
  /** `said` is what people are told; nothing, where what they see says it. */
  | { readonly kind: 'done'; readonly said?: string }
  | { readonly kind: 'refused'; readonly message: string; readonly retryAtMs?: number | undefined };

export type SubmissionState = { readonly kind: 'idle' } | { readonly kind: 'sending' } | Outcome;

/** A form on its way: it is sent once at a time, and says what came of it. */
export class Submission {
  readonly state: Signal<SubmissionState>;
  readonly #state = signal<SubmissionState>({ kind: 'idle' });

  constructor() {
    this.state = this.#state.asReadonly();
  }

  /** Sends, unless it is being sent. Gives back whether it is done. */
  async run(send: () => Promise<Outcome>): Promise<boolean> {
    if (this.#state().kind === 'sending') return false;
    this.#state.set({ kind: 'sending' });
    const outcome = await send();
    this.#state.set(outcome);
    return outcome.kind === 'done';
  }

  reset(): void {
    this.#state.set({ kind: 'idle' });
  }
}

/** What an answer below `/api/auth` means for the form. */
export function outcomeOfAuth(answer: AuthAnswer, said?: string): Outcome {
  return answer.kind === 'answered' ? done(said) : { kind: 'refused', ...answer.refusal };
}

/** What an answer of the API means for the form. */
export function outcomeOfApi(answer: ApiAnswer<unknown>, said?: string): Outcome {
  return answer.kind === 'answered' ? done(said) : refuse(answer.failure);
}

function done(said: string | undefined): Outcome {
  return { kind: 'done', ...(said !== undefined && { said }) };
}

function refuse(failure: Failure): Outcome {
  const { title, detail } = describeFailure(failure, 'form');
  const faults = failure.kind === 'problem' ? failure.problem.faults.map((fault) => fault.detail) : [];
  const more = faults.filter((fault) => fault !== detail);
  return {
    kind: 'refused',
    message: [`${title}.`, detail, ...more].join(' '),
    retryAtMs: failure.kind === 'problem' ? failure.retryAtMs : undefined,
  };
}
