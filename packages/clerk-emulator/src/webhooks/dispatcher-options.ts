import type { DeliveryClock } from './delivery-clock.ts';
import type { WebhookState } from './webhook-state.ts';

/** What the dispatcher needs, and how it behaves. */
export interface WebhookDispatcherOptions {
  /** `createTimerClock` for real time, a `VirtualClock` in tests. */
  readonly clock: DeliveryClock;
  /** Carries requests to endpoints; a Hono application's `fetch` delivers without a network. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Makes ids that never repeat: the prefix, `_` and 27 characters, as of Clerk's and Svix's. */
  readonly newId: (prefix: string) => string;
  /** Draws faults and jitter: numbers from 0 up to 1. `createSeededRandom` makes them repeatable. */
  readonly random: () => number;
  /** What an earlier `snapshot` gave; attempts that were planned are made, those missed at once. */
  readonly state?: WebhookState;
  /** Called after each change that a `snapshot` would show. */
  readonly onChange?: () => void;
  /** Whether retries come up to 20 % earlier or later, as Svix's do. Default: true. */
  readonly hasJitter?: boolean;
  /** Requests under way at once. Default: 10. */
  readonly concurrencyMax?: number;
  /** How long an endpoint may take to answer. Default: 15,000 as with Svix. */
  readonly timeoutMs?: number;
  /** Messages that are kept. Default: 1,000; ones with attempts to come are kept beyond it. */
  readonly messagesMax?: number;
  /** Attempts that are kept. Default: 2,000. */
  readonly attemptsMax?: number;
  /** Hosts that endpoints may be at besides this machine, by exact name. Default: none. */
  readonly allowedHosts?: readonly string[];
}

/** The options with everything that may be left out. */
export type FilledOptions = Required<Omit<WebhookDispatcherOptions, 'state'>>;

export function fillOptions({ state: _, ...options }: WebhookDispatcherOptions): FilledOptions {
  return {
    onChange: () => {},
    hasJitter: true,
    concurrencyMax: 10,
    timeoutMs: 15_000,
    messagesMax: 1000,
    attemptsMax: 2000,
    allowedHosts: [],
    ...options,
  };
}
