import {
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
  ViewEncapsulation,
  viewChild,
} from '@angular/core';
import { apiClient } from '../api/api-client.ts';
import { type Confirmation, ConfirmDialog } from '../dialog/confirm-dialog.ts';
import type { FieldErrors } from '../forms/field-errors.ts';
import { FormField } from '../forms/form-field.ts';
import { focusFirstError, readForm } from '../forms/read-form.ts';
import { type Outcome, outcomeOfApi, Submission } from '../forms/submission.ts';
import { SubmitRow } from '../forms/submit-row.ts';
import { SessionGate } from '../gate/session-gate.ts';
import { formatDay, formatDistance, formatMinute } from '../lib/format-moment.ts';
import { Loading } from '../lib/loading.ts';
import { platform } from '../platform.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { activeKeysMax, isExpired, type ListedKey, type MadeKey, readKeys, readMadeKey } from './api-keys.ts';
import { MadeKeyPanel } from './made-key-panel.ts';

const lifetimes = [
  { days: 30, title: '30 days' },
  { days: 90, title: '90 days' },
  { days: 365, title: 'One year' },
  { days: null, title: 'Never' },
] as const;

const overlaps = [
  { seconds: 0, title: 'at once' },
  { seconds: 3600, title: 'in an hour' },
  { seconds: 86_400, title: 'in a day' },
  { seconds: 604_800, title: 'in a week' },
] as const;

/** The keys of whoever is signed in. */
@Component({
  selector: 'bloqr-keys-page',
  imports: [SessionGate, FormField, SubmitRow, FailurePanel, ConfirmDialog, MadeKeyPanel],
  templateUrl: './keys-page.html',
  styleUrls: ['../shell/page-parts.css', './keys-page.css'],
  encapsulation: ViewEncapsulation.None,
  host: { '(window:beforeunload)': 'hold($event)' },
})
export class KeysPage {
  readonly #api = inject(apiClient);
  readonly #platform = inject(platform);
  /** A key that nobody has copied, which is lost with this page. */
  #unkept: MadeKey | undefined;
  #leave: ((may: boolean) => void) | undefined;
  protected readonly gate = viewChild.required(SessionGate);
  protected readonly keys = new Loading<readonly ListedKey[]>();
  protected readonly made = signal<MadeKey | undefined>(undefined);
  protected readonly creating = new Submission();
  protected readonly errors = signal<FieldErrors>({});
  protected readonly confirmation = signal<Confirmation | undefined>(undefined);
  protected readonly rotated = signal<string | undefined>(undefined);
  protected readonly rotating = new Submission();
  protected readonly lifetimes = lifetimes;
  protected readonly overlaps = overlaps;
  protected readonly activeKeysMax = activeKeysMax;
  protected readonly active = computed(
    () => (this.keys.value() ?? []).filter((key) => !isExpired(key, this.#platform.now())).length,
  );
  protected readonly formatMinute = formatMinute;

  constructor() {
    effect(() => {
      if (this.gate().whose().length > 0) untracked(() => this.begin());
    });
  }

  /** Nothing of whoever was here before stays. */
  protected begin(): void {
    this.endShowing();
    this.endConfirmation(false);
    this.load(false);
  }

  /** Whether one may go to another page: asked where a key would be lost. */
  mayLeave(): boolean | Promise<boolean> {
    const key = this.#atStake();
    if (key === undefined) return true;
    this.#leave?.(false);
    this.confirmation.set({
      title: 'Leave without the key?',
      text: `“${key.name}” is shown this once, and nobody has copied it. Without it you would have to make another.`,
      action: 'Leave without it',
      isDangerous: true,
      perform: async () => {
        this.keep();
        return { kind: 'done' };
      },
    });
    return new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  /** The browser asks in words of its own where the whole application is left. */
  protected hold(event: Event): void {
    if (this.#atStake() !== undefined) event.preventDefault();
  }

  /** Whoever signs out has given it up. */
  #atStake(): MadeKey | undefined {
    return this.gate().whose().length > 0 ? this.#unkept : undefined;
  }

  protected keep(): void {
    this.#unkept = undefined;
  }

  protected endShowing(): void {
    this.keep();
    this.made.set(undefined);
  }

  protected load(keepsShown = true): void {
    void this.keys.load(() => this.#api.send('get', '/api/keys', {}, readKeys), keepsShown);
  }

  protected isOver(key: ListedKey): boolean {
    return isExpired(key, this.#platform.now());
  }

  protected describeEnd(key: ListedKey): string {
    if (key.expiresAt === undefined) return 'never ends';
    return `${this.isOver(key) ? 'ended' : 'ends'} on ${formatDay(key.expiresAt)}`;
  }

  protected describeUse({ lastUsedAt }: ListedKey): string {
    return lastUsedAt === undefined
      ? 'never used'
      : `last used ${formatDistance(lastUsedAt, this.#platform.now())}`;
  }

  protected async create(event: Event): Promise<void> {
    const fields = readForm(event);
    const name = (fields.name ?? '').trim();
    const scopes = (['compile', 'account'] as const).filter((scope) => fields[scope] !== undefined);
    const errors: FieldErrors = {
      ...(name === '' && { name: 'Give it a name, to know it by later.' }),
      ...(scopes.length === 0 && { compile: 'Choose what it is for: one at least.' }),
    };
    this.errors.set(errors);
    if (Object.keys(errors).length > 0) return focusFirstError(event, errors);
    // Nothing chosen is no leave to make one that never ends.
    const lifetime = lifetimes.find(({ days }) => String(days) === fields.lifetime) ?? lifetimes[1];
    const expiresInDays = lifetime.days;
    const form = event.target;
    const isDone = await this.creating.run(() => this.#make({ name, scopes, expiresInDays }));
    if (isDone && form instanceof HTMLFormElement) form.reset();
  }

  async #make(body: {
    readonly name: string;
    readonly scopes: ('compile' | 'account')[];
    readonly expiresInDays: number | null;
  }): Promise<Outcome> {
    const answer = await this.#api.send('post', '/api/keys', { body }, readMadeKey);
    if (answer.kind === 'answered') this.#show(answer.value);
    return outcomeOfApi(answer);
  }

  #show(key: MadeKey): void {
    this.made.set(key);
    this.#unkept = key;
    this.load();
  }

  protected async rotate(event: Event, id: string): Promise<void> {
    const overlapSeconds = Number(readForm(event).overlap);
    const isDone = await this.rotating.run(async () => {
      const answer = await this.#api.send(
        'post',
        '/api/keys/{id}/rotate',
        { path: { id }, body: { overlapSeconds } },
        readMadeKey,
      );
      if (answer.kind === 'answered') this.#show(answer.value);
      return outcomeOfApi(answer);
    });
    if (isDone) this.rotated.set(undefined);
  }

  protected askRotation(id: string): void {
    this.rotating.reset();
    this.rotated.set(this.rotated() === id ? undefined : id);
  }

  protected askRevocation({ id, name }: ListedKey): void {
    this.confirmation.set({
      title: 'Revoke this key?',
      text: `Every program that uses “${name}” is refused from this moment on. It cannot be taken back.`,
      action: 'Revoke',
      isDangerous: true,
      perform: async () =>
        outcomeOfApi(await this.#api.send('delete', '/api/keys/{id}', { path: { id } }, () => true)),
    });
  }

  protected endConfirmation(isDone: boolean): void {
    this.confirmation.set(undefined);
    this.#leave?.(isDone);
    if (isDone && this.#leave === undefined) this.load();
    this.#leave = undefined;
  }
}
