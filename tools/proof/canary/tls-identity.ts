import { spawnSync } from 'node:child_process';
import type { TlsIdentity } from './listeners.ts';

const names = 'DNS:*.example.org,DNS:example.org,IP:93.184.215.14,IP:2606:2800:21f:cb07::1';

/** A key and a certificate of two days for the stand-ins of public servers; undefined where openssl is not installed. */
export function makeTlsIdentity(): TlsIdentity | undefined {
  const { status, stdout } = spawnSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -out - -days 2 -subj /CN=stand-in`
      .split(' ')
      .concat('-addext', `subjectAltName=${names}`),
    { encoding: 'utf8' },
  );
  const [key] = /-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----\n/.exec(stdout) ?? [];
  const [cert] = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\n/.exec(stdout) ?? [];
  return status === 0 && key !== undefined && cert !== undefined ? { key, cert } : undefined;
}
