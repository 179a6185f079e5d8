import { targets } from '@bloqr/contract';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import { ApiClient } from '../api/api-client.ts';
import { CurrentSession } from '../session/session.ts';
import { builtInConfig, loadApiConfig, readApiConfig } from './api-config.ts';

const answer = {
  formats: [
    { name: 'adblock', title: 'Adblock', extension: 'txt', mediaType: 'text/plain' },
    { name: 'dnsmasq', title: 'dnsmasq', extension: '.conf', mediaType: 'text/plain' },
  ],
  targets: [
    { name: 'pihole', software: 'Pi-hole', versions: '6', format: 'adblock', instructions: 'Lists → Add' },
    { name: 'dnsmasq', software: 'dnsmasq', versions: '', format: 'dnsmasq', instructions: 'conf-file' },
  ],
  limits: { requestsPerMinute: 10, sourcesMax: 5, inputBytesMax: null },
};

const createApi = (fetch: () => Promise<Response>): ApiClient =>
  new ApiClient({ ...createTestClock(), fetch }, new CurrentSession({ kind: 'signed-out' }));

const nothingKnown = async () => undefined;

describe('the service’s word on what it can make', () => {
  it('names software with the ending of its files', () => {
    expect(readApiConfig(answer)).toEqual({
      software: [
        {
          name: 'pihole',
          title: 'Pi-hole',
          shortTitle: 'Pi-hole',
          remark: '',
          versions: '6',
          instructions: 'Lists → Add',
          extension: 'txt',
        },
        {
          name: 'dnsmasq',
          title: 'dnsmasq',
          shortTitle: 'dnsmasq',
          remark: '',
          versions: '',
          instructions: 'conf-file',
          extension: 'conf',
        },
      ],
      sourcesMax: 5,
      inputBytesMax: undefined,
    });
  });

  it.each([
    { value: undefined },
    { value: [] },
    { value: 'x' },
    { value: { targets: 'x' } },
    { value: { targets: [] } },
  ])('is none where it is $value', ({ value }) => {
    expect(readApiConfig(value)).toBeUndefined();
  });

  it('leaves out software without a name', () => {
    const named = { ...answer, targets: [{}, null, { name: 'x' }, ...answer.targets] };
    expect(readApiConfig(named)?.software.map(({ name }) => name)).toEqual(['pihole', 'dnsmasq']);
  });

  it('parts a name from what is said in brackets behind it', () => {
    const named = { ...answer, targets: [{ name: 'x', software: 'AdGuard (apps)' }] };
    expect(readApiConfig(named)?.software).toMatchObject([
      { title: 'AdGuard (apps)', shortTitle: 'AdGuard', remark: 'apps' },
    ]);
  });

  it('adds versions to names that occur more than once', () => {
    const [pihole] = answer.targets;
    const twice = { ...answer, targets: [pihole, { ...pihole, name: 'pihole-5', versions: '5' }] };
    expect(readApiConfig(twice)?.software).toMatchObject([
      { title: 'Pi-hole 6', shortTitle: 'Pi-hole', remark: '6' },
      { title: 'Pi-hole 5', shortTitle: 'Pi-hole', remark: '5' },
    ]);
  });

  it.each([
    { name: 'answers otherwise', fetch: async () => Response.json({}, { status: 404 }) },
    { name: 'answers with a page', fetch: async () => new Response('<!doctype html>') },
    { name: 'is not reached', fetch: () => Promise.reject(new TypeError('failed')) },
  ])('is replaced by the built-in one where the service $name', async ({ fetch }) => {
    expect(await loadApiConfig(createApi(fetch), nothingKnown)).toEqual({
      kind: 'failed',
      config: builtInConfig,
    });
  });

  it('counts where it is had', async () => {
    expect(
      await loadApiConfig(
        createApi(async () => Response.json(answer)),
        nothingKnown,
      ),
    ).toMatchObject({
      kind: 'ready',
      config: { sourcesMax: 5 },
    });
  });
});

describe('the built-in choice', () => {
  it('names what the service knows', () => {
    expect(builtInConfig.software.map(({ name }) => name).sort()).toEqual([...targets].sort());
  });
});
