/** An allow-list of local hosts, read from its setting. */
export interface HostAllowlist {
  /** Each as `host:port`, lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Entries that are not of the form `host:port`. */
  readonly invalidCount: number;
}

const hostAndPort = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/;

/**
 * Reads a comma-separated list of `host:port`.
 *
 * @example
 * parseHostAllowlist('127.0.0.1:8080, [::1]:8080').hosts.size // 2
 */
export function parseHostAllowlist(text: string): HostAllowlist {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const hosts = entries.filter((entry) => hostAndPort.test(entry));
  return { hosts: new Set(hosts), invalidCount: entries.length - hosts.length };
}
