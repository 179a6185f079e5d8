/** What an isolate takes: V8's heap and the backing stores of its array buffers. */
export interface HeapUsage {
  readonly heapBytes: number;
  readonly backingBytes: number;
}

/** Samples of an isolate's memory, taken through its inspector for as long as it answers. */
export interface HeapSampler {
  readonly measure: () => Promise<HeapUsage>;
  /** Begins to sample over and over, forgetting earlier samples. */
  readonly start: () => void;
  /** The sample with the highest sum, and how many samples there were. */
  readonly stop: () => Promise<{ readonly peak: HeapUsage; readonly samples: number }>;
  readonly close: () => void;
}

const intervalMs = 4;
/** A Worker that is busy answers late; one that never answers must not stop the proof. */
const answerTimeoutMs = 60_000;

/** Connects to the inspector of the one Worker of a workerd. */
export async function connectHeapSampler(inspectorUrl: string): Promise<HeapSampler> {
  const { call, close } = await connectInspector(inspectorUrl);
  const measure = async (): Promise<HeapUsage> => {
    const usage = await call('Runtime.getHeapUsage');
    return { heapBytes: numberOf(usage, 'usedSize'), backingBytes: numberOf(usage, 'backingStorageSize') };
  };
  let isSampling = false;
  let sampling: Promise<void> = Promise.resolve();
  let samples = 0;
  let peak: HeapUsage = { heapBytes: 0, backingBytes: 0 };
  const sample = async () => {
    while (isSampling) {
      const usage = await measure();
      samples++;
      if (sumOf(usage) > sumOf(peak)) peak = usage;
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  };
  return {
    measure,
    start: () => {
      isSampling = true;
      samples = 0;
      peak = { heapBytes: 0, backingBytes: 0 };
      sampling = sample();
    },
    stop: async () => {
      isSampling = false;
      await sampling;
      return { peak, samples };
    },
    close,
  };
}

function sumOf({ heapBytes, backingBytes }: HeapUsage): number {
  return heapBytes + backingBytes;
}

async function connectInspector(inspectorUrl: string) {
  const targets: unknown = await (await fetch(`${inspectorUrl}/json`)).json();
  const url: unknown = Array.isArray(targets)
    ? Reflect.get(targets[0] ?? {}, 'webSocketDebuggerUrl')
    : undefined;
  if (typeof url !== 'string') throw new Error('workerd offers no Worker to inspect');
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${url}`)), { once: true });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    if (typeof message !== 'object' || message === null) return;
    const id = numberOf(message, 'id');
    waiting.get(id)?.(Reflect.get(message, 'result'));
    waiting.delete(id);
  });
  let lastId = 0;
  return {
    call: (method: string) => {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, method }));
      return new Promise<unknown>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no answer to ${method}`)), answerTimeoutMs);
        waiting.set(id, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
      });
    },
    close: () => socket.close(),
  };
}

function numberOf(subject: unknown, key: string): number {
  return typeof subject === 'object' && subject !== null ? Number(Reflect.get(subject, key)) : Number.NaN;
}
