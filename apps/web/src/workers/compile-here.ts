import {
  type Compilation,
  compile,
  createSourceReader,
  defaultSourceLimits,
  type FormattedList,
  formatList,
  parseConfiguration,
  type TargetName,
  targetNames,
} from '@bloqr/compiler';
import type { CompileEvent } from '../compilation/compile-events.ts';
import type { CompileBody } from '../draft/compile-body.ts';
import { makeListTextOfBytes } from '../result/list-text.ts';
import { describeBrowserProblem } from './browser-problem.ts';
import { BrowserSources } from './browser-sources.ts';

/** What compiling here needs of the browser. */
export interface BrowserPorts {
  readonly fetch: typeof fetch;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  readonly today: () => Date;
}

/**
 * Carries out a compile request without the service: sources are fetched straight from where they are. The last event is
 * `done` or `problem`; it never rejects for anything that is wrong with the request or its sources.
 */
export async function compileHere(
  body: CompileBody,
  { fetch, now, today }: BrowserPorts,
  send: (event: CompileEvent) => void,
): Promise<void> {
  const sources = new BrowserSources(fetch);
  try {
    const configuration = parseConfiguration(body.configuration);
    send({ kind: 'stage', stage: 'reading' });
    const reader = createSourceReader({
      ports: { fetch: sources.fetch, now, timeout: (milliseconds) => AbortSignal.timeout(milliseconds) },
      limits: defaultSourceLimits,
      hostAllowlist: listOwnMachine(body.configuration.sources.map(({ source }) => source)),
      preFetchedContent: new Map(Object.entries(body.preFetchedContent ?? {})),
    });
    const compilation = await compile(configuration, {
      reader,
      generator: 'bloqr in a browser',
      analyse: body.analysis,
      onProgress: ({ ...progress }) => {
        send(progress);
        const isLast =
          progress.kind === 'source-finished' && progress.index === configuration.sources.length - 1;
        if (isLast) send({ kind: 'stage', stage: 'settling' });
      },
    });
    send({ kind: 'stage', stage: 'writing' });
    deliver(compilation, formatList(compilation, { target: targetOf(body.target) }), today(), sources, send);
  } catch (error) {
    const problem = describeBrowserProblem(error, sources);
    if (problem === undefined) throw error;
    send({ kind: 'problem', problem });
  }
}

function deliver(
  compilation: Compilation,
  formatted: FormattedList,
  today: Date,
  sources: BrowserSources,
  send: (event: CompileEvent) => void,
): void {
  const { statistics, diagnosticsDropped, analysis } = compilation;
  const diagnostics = compilation.diagnostics.map((diagnostic) => sources.explain(diagnostic));
  const noted = new Set(diagnostics.map(({ source }) => source));
  const list = makeListTextOfBytes(formatted.text(today));
  send({ kind: 'diagnostics', diagnostics });
  send({
    kind: 'statistics',
    counts: {
      ruleCount: formatted.ruleCount,
      diagnosticsDropped,
      linesRead: statistics.linesRead,
      analysis,
      sources: statistics.sources.map(({ source, status, lineCount, byteCount }) => ({
        source,
        status,
        lineCount,
        byteCount,
      })),
      removed: statistics.removed,
      refused: formatted.refused.map((refused) => ({ ...refused, examples: [...refused.examples] })),
    },
  });
  send({ kind: 'whole-list', list, sourceTexts: sources.textsOf(noted) });
  send({ kind: 'done' });
}

/** The software of the request; what is not known here is written as plain rules would be for AdGuard Home. */
function targetOf(name: string): TargetName {
  return targetNames.find((known) => known === name) ?? 'adguard-home';
}

/** Addresses of this machine, whatever their port: the request comes from its own browser. */
function listOwnMachine(sources: readonly string[]): ReadonlySet<string> {
  return new Set(
    sources
      .filter((source) => URL.canParse(source))
      .map((source) => new URL(source))
      .filter(({ protocol, hostname }) => protocol === 'http:' && ownMachine.has(hostname))
      .map(({ hostname, port }) => `${hostname}:${port || '80'}`),
  );
}

const ownMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);
