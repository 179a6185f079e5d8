import { describe, expect, it } from 'vitest';
import { renderPageHeaders } from './page-headers.ts';

const policyOf = (headers: string): string =>
  /^\/\*\n {2}Content-Security-Policy: (.*)$/m.exec(headers)?.[1] ?? '';

describe('the policy of the pages', () => {
  it('lets nothing in from elsewhere, nothing inline, and no text become code', () => {
    expect(policyOf(renderPageHeaders())).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types angular bloqr-worker",
    );
  });

  it('takes in what a provider needs, each source once, and no more', () => {
    const policy = policyOf(
      renderPageHeaders([
        { 'script-src': ['https://clerk.example.org'], 'form-action': ["'self'"] },
        {
          'script-src': ['https://clerk.example.org', 'https://other.example.org'],
          'frame-src': ['https://x.example'],
        },
      ]),
    );
    expect(policy).toContain("script-src 'self' https://clerk.example.org https://other.example.org;");
    expect(policy).toContain("form-action 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toMatch(/; frame-src https:\/\/x\.example$/);
  });

  it.each(['https://a; script-src *', 'https://a,b', 'https://a\n/x', 'https://a b', '', 'https://ä'])(
    'does not take %j, which would say more than one source',
    (source) => {
      expect(() => renderPageHeaders([{ 'script-src': [source] }])).toThrow(RangeError);
    },
  );

  it('is another for the script that fetches sources, which has no document', () => {
    expect(renderPageHeaders()).toContain(
      "\n/workers/compile.js\n  ! Content-Security-Policy\n  Content-Security-Policy: default-src 'none'; connect-src https: http://localhost:* http://127.0.0.1:*;",
    );
  });
});
