import type { ErrorPlace } from '../errors.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { ChunkReader } from './chunk-reader.ts';
import { Conditions, type DirectiveProblem } from './conditions.ts';
import { deliverLines, type FileText } from './deliver-lines.ts';
import { argumentOffset, type Directive } from './directive.ts';
import { readFileSource } from './file-source.ts';
import { readHttpSource } from './http-source.ts';
import { resolveInclude } from './includes.ts';
import { limitChunks } from './limit-chunks.ts';
import { ReadBudget } from './read-budget.ts';
import { createSourceFailure, describeSource, type SourceFailure } from './source-failure.ts';
import { locateSource, nameOfLocation, type SourceLocation } from './source-location.ts';
import type { SourceReaderOptions } from './source-ports.ts';
import type { LineSink, SourceReader, SourceSummary } from './source-reader.ts';
import { readTextSource } from './text-source.ts';

/**
 * Makes the reader of one compile: its limits on all files together count over everything read through it, also when
 * several sources are read at the same time.
 *
 * A source becomes lines as HostlistCompiler does it: the text is trimmed and cut at line ends, `!#if` blocks are
 * resolved file by file, and `!#include` puts another file's lines in its place. See docs/compatibility.md for where
 * this reader is stricter.
 *
 * @example
 * const reader = createSourceReader({ ports: { openFile, now, timeout }, limits: defaultSourceLimits });
 * const { lineCount } = await reader.read('lists/ads.txt', '/sources/0/source', sink);
 */
export function createSourceReader(options: SourceReaderOptions): SourceReader {
  const budget = new ReadBudget(options.limits);
  return {
    read: (reference, pointer, sink) => new Reading(options, budget, pointer, sink).readSource(reference),
  };
}

/**
 * The bytes of one source as they are, decompressed: within the limits and past the guard that a reader keeps, without
 * directives obeyed or includes followed.
 *
 * @throws CompilerError while it is read, when the source cannot be had
 */
export function openSource(
  reference: string,
  pointer: string,
  options: SourceReaderOptions,
): AsyncIterable<Uint8Array> {
  const sink: LineSink = { enterFile: () => undefined, line: () => undefined };
  return new Reading(options, new ReadBudget(options.limits), pointer, sink).openRaw(reference);
}

/** One file being read, and the file that included it. */
interface OpenFile {
  /** As the configuration names it, or for an include its complete URL or path. */
  readonly name: string;
  readonly location: SourceLocation;
  readonly parent: OpenFile | undefined;
  readonly fail: SourceFailure;
}

/** One call of `read`. */
class Reading {
  private readonly options: SourceReaderOptions;
  private readonly budget: ReadBudget;
  private readonly pointer: string;
  private readonly sink: LineSink;
  private byteCount = 0;
  private fileCount = 0;

  constructor(options: SourceReaderOptions, budget: ReadBudget, pointer: string, sink: LineSink) {
    this.options = options;
    this.budget = budget;
    this.pointer = pointer;
    this.sink = sink;
  }

  async readSource(reference: string): Promise<SourceSummary> {
    const lineCount = await this.readFile(this.locate(reference));
    return { lineCount, byteCount: this.byteCount, fileCount: this.fileCount };
  }

  async *openRaw(reference: string): AsyncGenerator<Uint8Array, void> {
    const file = this.locate(reference);
    yield* limitChunks(this.open(file), this.options, this.budget, file.fail);
  }

  private locate(reference: string): OpenFile {
    const fail = createSourceFailure(reference, this.placeIn(reference));
    const location = locateSource(reference);
    if (location === undefined) throw fail('source-refused', 'is a file: URL that names no local path');
    return { name: reference, location, parent: undefined, fail };
  }

  /** Delivers the lines of a file and its includes; answers how many. */
  private async readFile(file: OpenFile): Promise<number> {
    this.fileCount++;
    const text: FileText = {
      splitter: new LineSplitter(),
      conditions: new Conditions(),
      isIncluded: file.parent !== undefined,
      lineCount: 0,
    };
    const chunks = new ChunkReader(limitChunks(this.open(file), this.options, this.budget, file.fail));
    this.sink.enterFile(file.name);
    try {
      for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
        this.byteCount += chunk.length;
        text.splitter.feed(chunk);
        await this.deliver(file, text, chunks);
      }
      text.splitter.finish();
      await this.deliver(file, text, chunks);
      this.refuseProblem(file, text.conditions.finish());
    } finally {
      await chunks.close();
    }
    return text.lineCount;
  }

  private open({ name, location, parent, fail }: OpenFile): AsyncGenerator<Uint8Array, void> {
    const content = this.options.preFetchedContent?.get(name);
    if (content !== undefined) return readTextSource(content);
    if (location.kind !== 'url') return readFileSource(pathOf(location), this.options.ports, fail);
    const refusedCode = parent === undefined ? 'source-refused' : 'include-refused';
    return readHttpSource(location.url, this.options, refusedCode, fail);
  }

  /** Delivers what the splitter has, obeying the directives in between. */
  private async deliver(file: OpenFile, text: FileText, chunks: ChunkReader): Promise<void> {
    for (;;) {
      const directive = deliverLines(text, this.sink);
      if (directive === undefined) return;
      if (directive !== 'include') this.refuseProblem(file, obey(directive, text));
      else if (text.conditions.isActive) await this.include(file, text, chunks);
    }
  }

  private async include(parent: OpenFile, text: FileText, chunks: ChunkReader): Promise<void> {
    const reference = argumentOf('include', text).trim();
    const place = this.placeIn(parent.name, text.splitter.lineNumber);
    const decision = resolveInclude(parent.location, reference);
    if (!decision.isResolved) {
      throw createSourceFailure(reference, place)(
        'include-refused',
        `may not be included: ${decision.detail}`,
      );
    }
    const name = nameOfLocation(decision.location);
    const fail = createSourceFailure(name, place);
    this.refuseTooMany({ name, location: decision.location, parent, fail });
    // An open connection would wait idly, and its time run out, while other files are fetched.
    if (parent.location.kind === 'url') await chunks.hold();
    text.lineCount += await this.readFile({ name, location: decision.location, parent, fail });
    this.sink.enterFile(parent.name);
  }

  /** Refuses an include that is one of the files including it, stands too deep, or is one file too many. */
  private refuseTooMany(file: OpenFile): void {
    const { includeDepthMax, includeFilesMax } = this.options.limits;
    const chain = [file.name];
    for (let above = file.parent; above !== undefined; above = above.parent) {
      const name = nameOfLocation(above.location);
      chain.unshift(name);
      if (name === file.name) {
        throw file.fail('include-limit', `includes itself: ${chain.map(describeSource).join(' → ')}`);
      }
    }
    if (chain.length - 1 > includeDepthMax) {
      throw file.fail(
        'include-limit',
        `is included more than ${includeDepthMax} levels deep (includeDepthMax)`,
      );
    }
    if (!this.budget.takeInclude()) {
      throw file.fail(
        'include-limit',
        `is one more than ${includeFilesMax} included files (includeFilesMax)`,
      );
    }
  }

  private refuseProblem(file: OpenFile, problem: DirectiveProblem | undefined): void {
    if (problem === undefined) return;
    const { detail, lineNumber } = problem;
    const fail = createSourceFailure(file.name, this.placeIn(file.name, lineNumber));
    throw fail('directive-invalid', `has a wrong directive in line ${lineNumber}: ${detail}`);
  }

  private placeIn(name: string, line?: number): ErrorPlace {
    const place = { pointer: this.pointer, source: describeSource(name) };
    return line === undefined ? place : { ...place, line };
  }
}

function obey(directive: Exclude<Directive, 'include'>, text: FileText): DirectiveProblem | undefined {
  const { conditions, splitter } = text;
  switch (directive) {
    case 'if':
      return conditions.open(argumentOf(directive, text), splitter.lineNumber);
    case 'else':
      return conditions.switch(argumentOf(directive, text), splitter.lineNumber);
    case 'endif':
      return conditions.close(splitter.lineNumber);
  }
}

/** What stands behind the directive in the current line. */
function argumentOf(directive: Directive, { splitter }: FileText): string {
  return decodeUtf8(splitter.bytes, splitter.start + argumentOffset(directive), splitter.end);
}

/** A file that is really called `-` must not be taken for standard input. */
function pathOf(location: Exclude<SourceLocation, { readonly kind: 'url' }>): string {
  const name = nameOfLocation(location);
  return location.kind === 'file' && name === '-' ? './-' : name;
}
