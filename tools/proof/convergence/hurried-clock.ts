import type { WebhookSettings } from '@bloqr/clerk-emulator';

type DeliveryClock = NonNullable<WebhookSettings['clock']>;

/** Below this, times are as they are: those within which messages change places, and the time limit of an answer. */
const keptMsMax = 15_000;
const hurriedMs = 1000;

/**
 * Real time in which the long pauses of Svix's schedule pass in a second. Nothing begins before `release`, so that
 * messages of the whole history change places.
 */
export class HurriedClock implements DeliveryClock {
  readonly #held = new Set<() => void>();
  #isHeld = true;
  #planned = 0;
  #running = 0;

  readonly now = (): number => Date.now();

  readonly after = (delayMs: number, run: () => Promise<void>): (() => void) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    this.#planned++;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      this.#planned--;
    };
    const start = (): void => {
      timer = setTimeout(
        async () => {
          end();
          this.#running++;
          await run();
          this.#running--;
        },
        delayMs > keptMsMax ? hurriedMs : delayMs,
      );
    };
    if (this.#isHeld) this.#held.add(start);
    else start();
    return () => {
      clearTimeout(timer);
      this.#held.delete(start);
      end();
    };
  };

  release(): void {
    this.#isHeld = false;
    for (const start of this.#held) start();
    this.#held.clear();
  }

  /** Whether nothing is under way and nothing will be. */
  get isIdle(): boolean {
    return this.#planned === 0 && this.#running === 0;
  }
}
