import { describe, expect, it } from 'vitest';
import { checkSourceUrl, type UrlPolicy, type UrlRefusal } from './url-guard.ts';

function judge(url: string, policy?: UrlPolicy): string {
  const decision = checkSourceUrl(url, policy);
  return decision.isAllowed ? decision.url : decision.reason;
}

describe('checkSourceUrl', () => {
  it.each([
    ['https://example.org/list.txt', 'https://example.org/list.txt'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://EXAMPLE.org:443/a/../b?c=d#e', 'https://example.org/b?c=d'],
    ['http://example.org:8080/', 'http://example.org:8080/'],
    ['https://example.org:8443/', 'https://example.org:8443/'],
    ['http://example.org:443/', 'http://example.org:443/'],
    ['https://example.org./', 'https://example.org./'],
    ['https://bücher.example.org/', 'https://xn--bcher-kva.example.org/'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://134744072/', 'https://8.8.8.8/'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ])('allows %s', (url, expected) => {
    expect(judge(url)).toBe(expected);
  });

  it.each<[UrlRefusal, readonly string[]]>([
    [
      'url-invalid',
      ['', 'example.org', '//example.org/', 'https://', 'https://exa mple.org/', 'https://1.2.3.4.5/'],
    ],
    ['url-invalid', ['https://example..org/', 'https://.example.org/', 'https://example.org../']],
    ['url-too-long', [`https://example.org/${'a'.repeat(2029)}`, `https://example.org/${'é'.repeat(400)}`]],
    [
      'scheme-not-allowed',
      ['ftp://example.org/', 'file:///etc/passwd', 'data:text/plain,a', 'blob:https://a.org/1'],
    ],
    [
      'scheme-not-allowed',
      ['javascript:alert(1)', 'ws://example.org/', 'gopher://example.org/', 'https+x://a.org/'],
    ],
    [
      'userinfo-not-allowed',
      ['https://me@example.org/', 'https://:secret@example.org/', 'https://a:b@127.0.0.1/'],
    ],
    ['port-not-allowed', ['https://example.org:22/', 'http://example.org:8081/', 'http://example.org:0/']],
    [
      'name-not-public',
      ['http://localhost/', 'http://LOCALHOST./', 'http://a.localhost/', 'http://intranet/'],
    ],
    ['name-not-public', ['http://db.internal/', 'http://metadata.google.internal./', 'http://nas.local/']],
    [
      'name-not-public',
      ['http://router.home.arpa/', 'http://a.lan/', 'http://a.intranet/', 'http://a.corp/'],
    ],
    [
      'name-not-public',
      ['http://a.home/', 'http://a.onion/', 'http://a.test/', 'http://a.invalid/', 'http://a.example/'],
    ],
    ['name-not-public', ['http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'http://localhost%2e/', 'http://a。local/']],
  ])('refuses as %s', (reason, urls) => {
    expect(urls.map((url) => judge(url))).toEqual(urls.map(() => reason));
  });

  it('takes 2,048 bytes', () => {
    expect(judge(`https://example.org/${'a'.repeat(2028)}`)).toHaveLength(2048);
  });

  it('refuses this service itself, however its name is spelled', () => {
    const ownHosts = new Set(['lists.example.org', '*.workers.dev']);
    const own = ['https://lists.example.org/', 'http://LISTS.example.org.:8080/', 'https://a.b.workers.dev/'];
    expect(own.map((url) => judge(url, { ownHosts }))).toEqual(own.map(() => 'own-host'));
    const others = [
      'https://example.org/',
      'https://a.lists.example.org/',
      'https://workers.dev/',
      'https://notworkers.dev/',
    ];
    expect(others.map((url) => judge(url, { ownHosts }))).toEqual(others);
  });

  it('lets exactly the allowed host and port through, with the other rules kept', () => {
    const policy = {
      hostAllowlist: new Set(['127.0.0.1:9000', 'localhost:80', '[::1]:443']),
      ownHosts: new Set(['localhost']),
    };
    expect(judge('http://127.0.0.1:9000/a', policy)).toBe('http://127.0.0.1:9000/a');
    expect(judge('http://0x7f.1:9000/a', policy)).toBe('http://127.0.0.1:9000/a');
    expect(judge('http://localhost/', policy)).toBe('http://localhost/');
    expect(judge('https://[::1]/', policy)).toBe('https://[::1]/');
    expect(judge('http://127.0.0.1:9001/', policy)).toBe('port-not-allowed');
    expect(judge('http://127.0.0.1:8080/', policy)).toBe('address-not-public');
    expect(judge('https://localhost/', policy)).toBe('name-not-public');
    expect(judge('http://me@127.0.0.1:9000/', policy)).toBe('userinfo-not-allowed');
    expect(judge('ftp://127.0.0.1:9000/', policy)).toBe('scheme-not-allowed');
    expect(judge(`http://127.0.0.1:9000/${'a'.repeat(2048)}`, policy)).toBe('url-too-long');
  });
});
