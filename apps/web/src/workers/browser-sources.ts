import type { HttpResponse, SourcePorts } from '@bloqr/compiler';
import type { Diagnostic } from '../compilation/compile-events.ts';

type FetchSource = NonNullable<SourcePorts['fetch']>;

/** Bytes of a source that are kept, so that its lines can be shown. */
const textBytesMax = 20_000_000;

const unreadable =
  'This browser could not read it: the address does not answer, or it does not let pages of other sites read it (CORS). Let the service compile instead.';

/**
 * Sources as a browser can have them: without cookies, and only where their server lets pages of other sites read them.
 * Keeps what it read, so that findings can be shown in their place.
 */
export class BrowserSources {
  readonly #fetch: typeof fetch;
  /** Answers that came by way of a redirect and wait until they are asked for at the address they came from. */
  readonly #arrived = new Map<string, Response>();
  readonly #redirects = new Map<string, string>();
  readonly #texts = new Map<string, Blob>();
  readonly #unreadable = new Set<string>();

  constructor(platformFetch: typeof fetch) {
    this.#fetch = platformFetch;
  }

  /**
   * One GET. Browsers follow redirects by themselves and do not tell them; where one was followed, the answer is a
   * redirect to where it led, so that the reader judges that address, too.
   */
  readonly fetch: FetchSource = async (url, { signal }) => {
    const arrived = this.#arrived.get(url);
    this.#arrived.delete(url);
    if (arrived !== undefined) return this.#answer(url, arrived);
    const response = await this.#request(url, signal instanceof AbortSignal ? signal : null);
    if (!response.redirected || response.url === url) return this.#answer(url, response);
    this.#arrived.set(response.url, response);
    this.#redirects.set(url, response.url);
    return { status: 302, headers: new Headers({ Location: response.url }), body: null };
  };

  /** A finding, with the reason where it is about a source that the browser could not read. */
  explain(diagnostic: Diagnostic): Diagnostic {
    return this.isUnreadable(diagnostic.source) ? { ...diagnostic, fix: unreadable } : diagnostic;
  }

  /** What to say of this source, which could not be read; undefined where that is not why it failed. */
  whyUnreadable(source: string): string | undefined {
    return this.isUnreadable(source) ? unreadable : undefined;
  }

  /** Whether no answer came from this source, or none that a page may read. */
  isUnreadable(source: string): boolean {
    return this.#unreadable.has(normalise(source));
  }

  /** Texts of these sources, as far as they were read here and are not too large. */
  textsOf(sources: ReadonlySet<string>): ReadonlyMap<string, Blob> {
    return new Map(
      [...sources].flatMap((source): [string, Blob][] => {
        const url = normalise(source);
        const text = this.#texts.get(this.#redirects.get(url) ?? url);
        return text === undefined ? [] : [[source, text]];
      }),
    );
  }

  async #request(url: string, signal: AbortSignal | null): Promise<Response> {
    try {
      // No headers but those that need no leave of the server, and nothing that tells who asks.
      return await this.#fetch.call(undefined, url, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        headers: { Accept: 'text/plain, */*' },
        signal,
      });
    } catch (error) {
      if (signal?.aborted !== true) this.#unreadable.add(url);
      throw error;
    }
  }

  #answer(url: string, { status, headers, body }: Response): HttpResponse {
    return { status, headers, body: body === null ? null : this.#keep(url, body) };
  }

  async *#keep(url: string, body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
    const reader = body.getReader();
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        bytes += value.length;
        if (bytes <= textBytesMax) chunks.push(value);
        yield value;
      }
      if (bytes <= textBytesMax) this.#texts.set(url, new Blob(chunks));
    } finally {
      reader.cancel().catch(() => undefined);
    }
  }
}

/** As the reader asks for it. */
function normalise(source: string): string {
  if (!URL.canParse(source)) return source;
  const url = new URL(source);
  url.hash = '';
  return url.href;
}
