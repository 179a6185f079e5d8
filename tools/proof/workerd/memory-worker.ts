import { type Configuration, compile, createSourceReader } from '@bloqr/compiler';

const mebibyte = 1024 * 1024;

/**
 * A Worker that compiles the configuration it is sent and streams the list back: nothing but the compiler in workerd,
 * to measure the memory that a compile takes there. It is no part of the product.
 */
const worker = {
  async fetch(request: Request): Promise<Response> {
    const { configuration, allowedHost } = (await request.json()) as MemoryRequest;
    const reader = createSourceReader({
      ports: {
        fetch: (url, init) => fetch(url, { headers: { ...init.headers }, redirect: 'manual' }),
        now: () => Date.now(),
        timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
      },
      limits: {
        fileBytesMax: 256 * mebibyte,
        totalBytesMax: 1024 * mebibyte,
        redirectsMax: 0,
        fileTimeoutMs: 600_000,
        bytesPerSecondMin: 0,
        includeDepthMax: 5,
        includeFilesMax: 50,
      },
      hostAllowlist: new Set([allowedHost]),
    });
    const compilation = await compile(configuration, { reader });
    const chunks = compilation.text(new Date(0))[Symbol.iterator]();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { value, done } = chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value.slice());
      },
    });
    return new Response(body, { headers: { 'rule-count': String(compilation.statistics.ruleCount) } });
  },
};

/** What the Worker is asked. */
export interface MemoryRequest {
  readonly configuration: Configuration;
  /** `host:port` of the server that has the sources. */
  readonly allowedHost: string;
}

export default worker;
