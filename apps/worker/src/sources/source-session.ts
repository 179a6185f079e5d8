import type { HttpResponse } from '@bloqr/compiler';
import { contentBytesMax, digestOf } from '../lib/content-store.ts';
import { joinChunks } from '../lib/join-chunks.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import { answerFromBytes } from './answer-from-bytes.ts';
import { hasCredentials } from './has-credentials.ts';
import { mayKeep, retryAtMs } from './http-freshness.ts';
import type { FetchSource, SourceCacheParts } from './source-cache-parts.ts';
import { conditionsOf, recordAnswer, recordPause, renewRecord, type SourceRecord } from './source-record.ts';
import { watchBody } from './watched-body.ts';

type Init = Parameters<FetchSource>[1];

/** A record of a source whose text is known. */
type TextRecord = SourceRecord & { readonly digest: string };

/** An address that was asked, and what it said, so that a later session can tell whether it says the same. */
export interface SourceDependency {
  readonly url: string;
  readonly state: string;
}

/** The fetching of one compile. */
export class SourceSession {
  readonly #parts: SourceCacheParts;
  readonly #waitUntil: WaitUntil;
  /** What each address said: a digest or where it redirects to; undefined where that must not be relied upon later. */
  readonly #states = new Map<string, string | undefined>();
  /** Records that count for the rest of the session. */
  readonly #valid = new Map<string, TextRecord>();

  constructor(parts: SourceCacheParts, waitUntil: WaitUntil) {
    this.#parts = parts;
    this.#waitUntil = waitUntil;
  }

  /** All addresses that were asked; undefined where some answer must not be relied upon later. */
  listDependencies(): SourceDependency[] | undefined {
    const dependencies: SourceDependency[] = [];
    for (const [url, state] of this.#states) {
      if (state === undefined) return undefined;
      dependencies.push({ url, state });
    }
    return dependencies;
  }

  /**
   * Whether each address says what it said before. What cannot be asked is taken for changed: whether it fails, and what
   * follows from that, shows when it is read. No answer is held until then; it would keep a place at its host from
   * those that are still to be asked.
   */
  async areUnchanged(
    dependencies: readonly SourceDependency[],
    init: Pick<Init, 'headers'> & { readonly signal: AbortSignal },
  ): Promise<boolean> {
    const firstChange = new AbortController();
    const signal = AbortSignal.any([init.signal, firstChange.signal]);
    const answers = await Promise.all(
      dependencies.map(async (dependency) => {
        const isUnchanged = await this.#isUnchanged(dependency, { ...init, signal }).catch(() => false);
        if (!isUnchanged) firstChange.abort();
        return isUnchanged;
      }),
    );
    // What was asked to compare is no part of what will be read.
    if (!answers.every(Boolean)) this.#states.clear();
    return answers.every(Boolean);
  }

  async #isUnchanged({ url, state }: SourceDependency, init: Init): Promise<boolean> {
    const record = await this.#look(url);
    const answer = await this.#ask(url, init, record, hasText(record) ? record : undefined);
    if (answer === 'as-recorded') return record?.digest === state;
    const isUnchanged = this.#states.get(url) === state;
    await answer.body?.[Symbol.asyncIterator]().return?.();
    return isUnchanged;
  }

  /** The port of the source reader: an answer of the source, or what is remembered of it while that still holds. */
  readonly fetch: FetchSource = async (url, init) => {
    const record = await this.#look(url);
    const bytes = hasText(record) ? await this.#parts.contents.get(record.digest) : undefined;
    // Without the text itself, to hear that it is the same would be of no use.
    const known = hasText(record) && bytes !== undefined ? record : undefined;
    const answer = await this.#ask(url, init, record, known);
    if (answer !== 'as-recorded') return answer;
    return answerFromBytes(bytes ?? new Uint8Array(), record?.contentType ?? null);
  };

  async #look(url: string): Promise<SourceRecord | undefined> {
    return this.#valid.get(url) ?? (await this.#parts.records.get(url));
  }

  /** @param known the record where its text can be had */
  async #ask(
    url: string,
    init: Init,
    record: SourceRecord | undefined,
    known: TextRecord | undefined,
  ): Promise<HttpResponse | 'as-recorded'> {
    const { pauses, now } = this.#parts;
    if (known !== undefined && (this.#valid.has(url) || now() < known.freshUntilMs)) {
      this.#accept(known);
      return 'as-recorded';
    }
    const pause = pauses.get(url) ?? record?.pause;
    if (pause && now() < pause.untilMs) {
      this.#states.set(url, undefined);
      return { status: pause.status, headers: { get: () => null }, body: null };
    }
    return this.#request(url, init, record, known);
  }

  async #request(
    url: string,
    init: Init,
    record: SourceRecord | undefined,
    known: TextRecord | undefined,
  ): Promise<HttpResponse | 'as-recorded'> {
    const { fetchSource, leases, records, now } = this.#parts;
    const conditions = known && conditionsOf(known);
    // Until it has answered: what failed must not be relied upon later.
    this.#states.set(url, undefined);
    const release = await leases.take(new URL(url).host, init.signal);
    try {
      const response = await fetchSource(url, { ...init, headers: { ...init.headers, ...conditions } });
      if (known !== undefined && conditions !== undefined && response.status === 304) {
        const renewed = { ...renewRecord(known, response.headers, now()), digest: known.digest };
        this.#accept(renewed);
        this.#waitUntil(records.put(renewed));
        release();
        return 'as-recorded';
      }
      this.#notePause(url, response, record);
      return this.#follow(url, response, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  #accept(record: TextRecord): void {
    this.#valid.set(record.url, record);
    this.#states.set(record.url, record.digest);
  }

  #notePause(url: string, { status, headers }: HttpResponse, record: SourceRecord | undefined): void {
    const { pauses, records, now } = this.#parts;
    const untilMs = retryAtMs(status, headers, now());
    if (untilMs === undefined) return;
    pauses.set(url, { untilMs, status });
    if (!hasCredentials(url)) this.#waitUntil(records.put(recordPause(url, record, { untilMs, status })));
  }

  /** Lets the place at the host go when the body is over, and remembers a text that may be. */
  #follow(url: string, response: HttpResponse, release: () => void): HttpResponse {
    const { status, headers, body } = response;
    const target = headers.get('location');
    this.#states.set(url, status === 200 || target === null ? undefined : `${status} ${target}`);
    if (body === null) {
      release();
      return response;
    }
    const isKept = status === 200 && mayKeep(headers) && !hasCredentials(url);
    const chunks: Uint8Array[] = [];
    let byteCount = 0;
    const watched = watchBody(body, {
      onChunk: (chunk) => {
        byteCount += chunk.length;
        if (isKept && byteCount <= contentBytesMax) chunks.push(chunk);
        else chunks.length = 0;
      },
      onEnd: (isComplete) => {
        release();
        if (isComplete && isKept && byteCount <= contentBytesMax) this.#remember(url, headers, chunks);
      },
    });
    return { status, headers, body: watched };
  }

  #remember(url: string, headers: HttpResponse['headers'], chunks: readonly Uint8Array[]): void {
    const { contents, records, now } = this.#parts;
    const bytes = joinChunks(chunks);
    const digest = digestOf(bytes);
    this.#states.set(url, digest);
    const keep = async (): Promise<void> => {
      // The text first: a record says that it is there.
      await contents.put(digest, bytes);
      await records.put(recordAnswer(url, digest, headers, now()));
    };
    this.#waitUntil(keep());
  }
}

function hasText(record: SourceRecord | undefined): record is TextRecord {
  return record !== undefined && record.digest !== null;
}
