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
import { RouterLink } from '@angular/router';
import { AccountLinkPanel } from '../account-link/account-link-panel.ts';
import { type ApiAnswer, apiClient } from '../api/api-client.ts';
import { SessionGate } from '../gate/session-gate.ts';
import { activeKeysMax, isExpired, readKeys } from '../keys/api-keys.ts';
import { formatDay } from '../lib/format-moment.ts';
import { formatCount } from '../lib/format-number.ts';
import { Loading } from '../lib/loading.ts';
import { fieldsOf, parseJson } from '../lib/read-fields.ts';
import { platform } from '../platform.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { readRefusal } from '../problem/read-refusal.ts';
import { session } from '../session/app-session.ts';
import { ClerkPanel } from '../sign-in/clerk-panel.ts';
import {
  type Allowance,
  describeAllowances,
  type OwnAccount,
  readAllowance,
  readOwnAccount,
  readRequestsLeft,
} from './own-account.ts';
import { OwnSettings } from './own-settings.ts';

const tiers = ['free', 'pro', 'admin'] as const;

interface Usage {
  readonly account: OwnAccount;
  readonly requestsLeft: number | undefined;
}

/** Whoever is signed in: what they may, what they have used, and how they sign in. */
@Component({
  selector: 'bloqr-account-page',
  imports: [RouterLink, SessionGate, FailurePanel, OwnSettings, ClerkPanel, AccountLinkPanel],
  templateUrl: './account-page.html',
  styleUrls: ['../shell/page-parts.css', './account-page.css'],
  encapsulation: ViewEncapsulation.None,
})
export class AccountPage {
  readonly #api = inject(apiClient);
  readonly #platform = inject(platform);
  readonly #session = inject(session);
  protected readonly gate = viewChild.required(SessionGate);
  protected readonly usage = new Loading<Usage>();
  protected readonly keyCount = signal<number | undefined>(undefined);
  protected readonly tiers = tiers;
  readonly #tierLimits = signal<readonly Allowance[]>([]);
  protected readonly rows = computed(() => describeAllowances(this.#tierLimits()));
  protected readonly keysMax = activeKeysMax;
  protected readonly formatDay = formatDay;
  protected readonly formatCount = formatCount;
  protected readonly provider = computed(() => {
    const state = this.#session.state();
    return state.kind === 'signed-in' ? state.person.provider : undefined;
  });

  constructor() {
    effect(() => {
      if (this.gate().whose().length > 0) untracked(() => this.load(false));
    });
  }

  /** @param keepsShown not where somebody else has signed in */
  protected load(keepsShown = true): void {
    if (!keepsShown) this.keyCount.set(undefined);
    void this.usage.load(() => this.#askUsage(), keepsShown);
    void this.#api.send('get', '/api/keys', {}, readKeys).then((answer) => {
      if (answer.kind !== 'answered') return;
      this.keyCount.set(answer.value.filter((key) => !isExpired(key, this.#platform.now())).length);
    });
    void this.#api
      .send('get', '/api/config', {}, (value) => fieldsOf(fieldsOf(value).tierLimits))
      .then((answer) => {
        if (answer.kind === 'answered')
          this.#tierLimits.set(tiers.map((tier) => readAllowance(answer.value[tier])));
      });
  }

  /** Looked at for its header, too, in which stands how much is left. */
  async #askUsage(): Promise<ApiAnswer<Usage>> {
    try {
      const response = await this.#api.open('/api/account', {});
      if (!response.ok) return { kind: 'failed', failure: await readRefusal(response, this.#platform.now()) };
      const account = readOwnAccount(parseJson(await response.text()));
      if (account === undefined) return { kind: 'failed', failure: { kind: 'cut-off' } };
      return {
        kind: 'answered',
        value: { account, requestsLeft: readRequestsLeft(response.headers.get('RateLimit')) },
      };
    } catch {
      return { kind: 'failed', failure: { kind: 'unreachable' } };
    }
  }

  /** The header of the page says the name, too. */
  protected changed(): void {
    this.#session.recheck();
    this.load();
  }
}
