/** Told at once, a sender would waste its attempts while there is no Worker. */
const refusalMs = 1000;

/** Carries deliveries to the Worker and counts. */
export interface Sender {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Undefined while there is no Worker: then nobody listens. */
  readonly aimAt: (url: string | undefined) => void;
  readonly sent: number;
  readonly answered: number;
  /** Requests that had no answer, because the Worker went away or was not there. */
  readonly brokenOff: number;
  readonly atOnceMax: number;
  /** Answered deliveries of a message that had been answered before. */
  readonly repeated: number;
  /** Answers by their status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Ids of messages to which 200 was answered. */
  readonly acknowledged: ReadonlySet<string>;
}

export function createSender(): Sender {
  const statuses = new Map<number, number>();
  const acknowledged = new Set<string>();
  let target: string | undefined;
  const seen = new Set<string>();
  let [sent, answered, repeated, brokenOff, atOnce, atOnceMax] = [0, 0, 0, 0, 0, 0];
  return {
    statuses,
    acknowledged,
    get sent() {
      return sent;
    },
    get answered() {
      return answered;
    },
    get brokenOff() {
      return brokenOff;
    },
    get repeated() {
      return repeated;
    },
    get atOnceMax() {
      return atOnceMax;
    },
    aimAt: (url) => {
      target = url;
    },
    fetch: async (request) => {
      sent++;
      atOnceMax = Math.max(atOnceMax, ++atOnce);
      try {
        if (target === undefined) await refuseSlowly();
        const { headers, signal } = request;
        const url = `${target}${new URL(request.url).pathname}`;
        const body = await request.text();
        const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
        const text = await answer.text();
        answered++;
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const id = headers.get('svix-id') ?? '';
        if (seen.has(id)) repeated++;
        seen.add(id);
        if (answer.status === 200) acknowledged.add(id);
        return new Response(text, { status: answer.status, headers: answer.headers });
      } catch (error) {
        brokenOff++;
        throw error;
      } finally {
        atOnce--;
      }
    },
  };
}

async function refuseSlowly(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, refusalMs));
  throw new Error('nobody listens');
}
