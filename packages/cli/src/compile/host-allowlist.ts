import type { Configuration, LevelConfiguration } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import { hostAndPort } from '../io/host-and-port.ts';

const entryPattern = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/;

/**
 * The hosts that may lie in a local network, as `host:port`: those that the caller allows, and those that the
 * configuration names literally. Who writes `localhost`, an address or a name without a dot into a configuration means
 * that host; a redirect, an include or the answer of a name server is nobody's consent.
 *
 * @param allowed `host:port` each, or several with commas between
 * @throws CommandError with reason `usage`
 */
export function hostAllowlist(configuration: Configuration, allowed: readonly string[]): ReadonlySet<string> {
  const entries = allowed
    .flatMap((entries) => entries.split(','))
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const wrong = entries.find((entry) => !entryPattern.test(entry));
  if (wrong !== undefined) {
    throw new CommandError(
      'usage',
      'invalid-usage',
      `${JSON.stringify(wrong)} is not of the form host:port.`,
      {
        lines: [
          'An allowed host (--allow-host, SOURCE_HOST_ALLOWLIST) has its port, e.g. nas.lan:8080 or [::1]:80.',
        ],
      },
    );
  }
  return new Set([...entries, ...typedReferences(configuration).flatMap((text) => localHostOf(text) ?? [])]);
}

function typedReferences(configuration: Configuration): string[] {
  return [
    ...listReferences(configuration),
    ...configuration.sources.flatMap((source) => [source.source, ...listReferences(source)]),
  ];
}

function listReferences({ exclusions_sources, inclusions_sources }: LevelConfiguration): string[] {
  return [...(exclusions_sources ?? []), ...(inclusions_sources ?? [])];
}

function localHostOf(reference: string): string | undefined {
  if (!/^https?:\/\//i.test(reference) || !URL.canParse(reference)) return undefined;
  const url = new URL(reference);
  const isAddress = url.hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(url.hostname);
  return isAddress || !url.hostname.includes('.') ? hostAndPort(url) : undefined;
}
