import {
  type Configuration,
  createSourceReader,
  type SourceReader,
  type SourceReaderOptions,
} from '@bloqr/compiler';
import type { OptionDefinition, OptionValues } from '../command-line/command-definition.ts';
import { readCommandVariables } from '../env/read-layers.ts';
import { createGuardedFetch } from '../io/guarded-fetch.ts';
import { openLocalFile } from '../io/read-local-file.ts';
import { hostAllowlist } from './host-allowlist.ts';
import { sourceLimits } from './source-limits.ts';

/** The option of {@link createCommandReader}. */
export const allowHostOption: OptionDefinition = {
  long: 'allow-host',
  value: 'host:port',
  isRepeatable: true,
  help: 'Sources on this host may lie in a local network. Local hosts that the configuration names (localhost, an IP address, a name without a dot) are allowed anyway. SOURCE_HOST_ALLOWLIST=host:port,… does the same.',
};

/** What reads sources for a command. */
export interface CommandReader {
  readonly reader: SourceReader;
  /** What the reader was made of. */
  readonly readerOptions: SourceReaderOptions;
  /** Ends its connections. */
  readonly close: () => Promise<void>;
}

/**
 * Makes what reads the sources of `configuration`: local files, and addresses through the guard.
 *
 * @throws CommandError with reason `usage` where an allowed host has not the form asked for
 */
export function createCommandReader(configuration: Configuration, options: OptionValues): CommandReader {
  const allowed = [
    ...options.all('allow-host'),
    readCommandVariables().get('SOURCE_HOST_ALLOWLIST')?.value ?? '',
  ];
  const hosts = hostAllowlist(configuration, allowed);
  const { fetch, close } = createGuardedFetch(hosts);
  const readerOptions: SourceReaderOptions = {
    ports: {
      fetch,
      openFile: openLocalFile,
      now: () => performance.now(),
      timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    },
    limits: sourceLimits,
    hostAllowlist: hosts,
  };
  return { reader: createSourceReader(readerOptions), readerOptions, close };
}
