import { Component, inject, type OnInit, signal } from '@angular/core';
import { outcomeOfAuth, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { formatMinute } from '../lib/format-moment.ts';
import { authApi } from '../session/better-auth/auth-api.ts';
import { type OwnSession, readSessionId, readSessions } from './own-sessions.ts';

/** Where somebody is signed in, and the way to end that. */
@Component({
  selector: 'bloqr-session-list',
  imports: [SubmitRow],
  templateUrl: './session-list.html',
})
export class SessionList implements OnInit {
  readonly #auth = inject(authApi);
  protected readonly ending = new Submission();
  protected readonly sessions = signal<readonly OwnSession[] | undefined>(undefined);
  protected readonly refusal = signal('');
  protected readonly currentId = signal('');
  protected readonly formatMinute = formatMinute;

  ngOnInit(): void {
    void this.load();
  }

  protected async load(): Promise<void> {
    const [list, current] = await Promise.all([
      this.#auth.get('/list-sessions'),
      this.#auth.get('/get-session'),
    ]);
    if (current.kind === 'answered') this.currentId.set(readSessionId(current.value));
    if (list.kind === 'answered') this.sessions.set(readSessions(list.value));
    this.refusal.set(list.kind === 'refused' ? list.refusal.message : '');
  }

  protected async end(event: Event, token: string): Promise<void> {
    event.preventDefault();
    await this.ending.run(async () =>
      outcomeOfAuth(await this.#auth.post('/revoke-session', { token }), 'That session has ended.'),
    );
    await this.load();
  }

  protected async endOthers(event: Event): Promise<void> {
    event.preventDefault();
    await this.ending.run(async () =>
      outcomeOfAuth(await this.#auth.post('/revoke-other-sessions'), 'You are signed in here alone.'),
    );
    await this.load();
  }
}
