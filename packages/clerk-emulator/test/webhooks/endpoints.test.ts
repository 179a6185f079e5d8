import { describe, expect, it } from 'vitest';
import { parseSigningSecret } from '../../src/webhooks/signing-secret.ts';
import {
  createTestEvent,
  type TestEventGeneration,
  type TestEventType,
} from '../../src/webhooks/test-event.ts';
import { eventOf, start, startDispatcher, url } from './start-dispatcher.ts';

const hour = 60 * 60 * 1000;
const secret = (text: string) => `whsec_${btoa(text.padEnd(24, text))}`;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('the address of an endpoint', () => {
  it.each([
    ['http://localhost:8787/api/webhooks/clerk', 'http://localhost:8787/api/webhooks/clerk'],
    ['http://localhost:8787/api/webhooks/clerk/', 'http://localhost:8787/api/webhooks/clerk/'],
    ['https://127.0.0.1/x', 'https://127.0.0.1/x'],
    ['http://127.9.8.7:1/', 'http://127.9.8.7:1/'],
    ['http://[::1]:8787/', 'http://[::1]:8787/'],
    ['http://worker.localhost:8787/', 'http://worker.localhost:8787/'],
    [' http://LOCALHOST/#part ', 'http://localhost/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
  ])('may be %s', (given, kept) => {
    expect(startDispatcher().dispatcher.createEndpoint({ url: given }).url).toBe(kept);
  });

  it.each([
    ['https://example.com/api/webhooks/clerk', 'endpoint-url-refused'],
    ['http://10.0.0.1/', 'endpoint-url-refused'],
    ['http://0.0.0.0:8787/', 'endpoint-url-refused'],
    ['http://169.254.169.254/', 'endpoint-url-refused'],
    ['http://localhost.example.com/', 'endpoint-url-refused'],
    ['http://127.0.0.1.nip.io/', 'endpoint-url-refused'],
    ['http://localhost@example.com/', 'endpoint-url-invalid'],
    ['http://[::ffff:127.0.0.1]/', 'endpoint-url-refused'],
    ['ftp://localhost/', 'endpoint-url-invalid'],
    ['javascript:alert(1)', 'endpoint-url-invalid'],
    ['http://name:word@localhost/', 'endpoint-url-invalid'],
    ['localhost:8787/api', 'endpoint-url-invalid'],
    ['', 'endpoint-url-invalid'],
  ])('may not be %s', (given, expected) => {
    const { dispatcher } = startDispatcher();
    expect(() => dispatcher.createEndpoint({ url: given })).toThrow(code(expected));
    expect(dispatcher.endpoints).toEqual([]);
    const { id } = dispatcher.createEndpoint({ url });
    expect(() => dispatcher.updateEndpoint(id, { url: given })).toThrow(code(expected));
    expect(dispatcher.endpoint(id).url).toBe(url);
  });

  it('may be at a host that was allowed by name, not under it', () => {
    const { dispatcher } = startDispatcher(undefined, { allowedHosts: ['bloqr.test'] });
    expect(dispatcher.createEndpoint({ url: 'https://bloqr.test/x' }).url).toBe('https://bloqr.test/x');
    expect(() => dispatcher.createEndpoint({ url: 'https://a.bloqr.test/x' })).toThrow(
      code('endpoint-url-refused'),
    );
  });
});

describe('a signing secret', () => {
  it('is made here when none is given: whsec_ and 24 bytes, never the same', () => {
    const { dispatcher } = startDispatcher();
    const made = Array.from(
      { length: 50 },
      () => dispatcher.createEndpoint({ url }).secrets[0]?.secret ?? '',
    );
    expect(new Set(made).size).toBe(50);
    for (const one of made) expect(parseSigningSecret(one)).toHaveLength(24);
  });

  it.each([
    ['nothing', ''],
    ['no prefix', btoa('x'.repeat(24))],
    ['an empty key, which some libraries take', 'whsec_'],
    ['23 bytes', `whsec_${btoa('x'.repeat(23))}`],
    ['65 bytes', `whsec_${btoa('x'.repeat(65))}`],
    ['base64url', `whsec_${btoa('\u00ff'.repeat(24)).replaceAll('/', '_')}`],
    ['padding in the middle', 'whsec_AAAA=AAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ])('is refused: %s', (_, given) => {
    const { dispatcher } = startDispatcher();
    expect(() => dispatcher.createEndpoint({ url, secrets: [given] })).toThrow(
      code('signing-secret-invalid'),
    );
    const { id } = dispatcher.createEndpoint({ url });
    expect(() => dispatcher.rotateSecret(id, given)).toThrow(code('signing-secret-invalid'));
  });

  it('of 24 to 64 bytes is taken, with and without padding', () => {
    const { dispatcher } = startDispatcher();
    const given = [24, 25, 26, 64].map((length) => `whsec_${btoa('x'.repeat(length))}`);
    const secrets = [...given, `whsec_${btoa('y'.repeat(25)).replaceAll('=', '')}`];
    expect(dispatcher.createEndpoint({ url, secrets }).secrets.map((kept) => kept.secret)).toEqual(secrets);
  });

  it('that was replaced signs beside the new one for 24 hours, or as long as is said', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    const { id } = dispatcher.createEndpoint({ url, secrets: [secret('a')] });
    dispatcher.rotateSecret(id, secret('b'));
    const signatureCounts = async () => {
      dispatcher.publish(eventOf());
      await clock.advance(0);
      return received.at(-1)?.headers['svix-signature']?.split(' ').length;
    };
    expect(dispatcher.endpoint(id).secrets).toEqual([
      { secret: secret('b'), expiresAt: null },
      { secret: secret('a'), expiresAt: start + 24 * hour },
    ]);
    expect(await signatureCounts()).toBe(2);
    await clock.advance(24 * hour - 1);
    expect(await signatureCounts()).toBe(2);
    await clock.advance(1);
    expect(await signatureCounts()).toBe(1);
    dispatcher.rotateSecret(id, secret('c'), 0);
    expect(dispatcher.endpoint(id).secrets).toEqual([{ secret: secret('c'), expiresAt: null }]);
  });

  it('has at most ten earlier ones beside it', () => {
    const { dispatcher } = startDispatcher();
    const { id } = dispatcher.createEndpoint({ url });
    for (let index = 0; index < 20; index++) dispatcher.rotateSecret(id);
    expect(dispatcher.endpoint(id).secrets).toHaveLength(11);
  });
});

describe('endpoints', () => {
  it('are changed in what is named and keep the rest', () => {
    const { dispatcher } = startDispatcher();
    const made = dispatcher.createEndpoint({ url, eventTypes: ['user.created', 'user.created'] });
    expect(made).toMatchObject({ eventTypes: ['user.created'], disabled: null, headerPrefix: 'svix' });
    dispatcher.updateEndpoint(made.id, { isDisabled: true });
    expect(dispatcher.endpoint(made.id)).toEqual({ ...made, disabled: { reason: 'by-hand', at: start } });
    dispatcher.updateEndpoint(made.id, { isDisabled: false, eventTypes: [], url: `${url}/` });
    expect(dispatcher.endpoint(made.id)).toEqual({ ...made, eventTypes: [], url: `${url}/` });
  });

  it('send headers of Standard Webhooks where that is asked for', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    dispatcher.createEndpoint({ url, headerPrefix: 'webhook' });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    const names = Object.keys(received[0]?.headers ?? {}).toSorted();
    expect(names).toEqual([
      'content-type',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
  });

  it('are at most 50', () => {
    const { dispatcher } = startDispatcher();
    for (let index = 0; index < 50; index++) dispatcher.createEndpoint({ url });
    expect(() => dispatcher.createEndpoint({ url })).toThrow(code('endpoints-exhausted'));
  });
});

describe('Send test webhook', () => {
  /** Ids by which receivers know the examples, as published by Clerk and quoted by those who received them. */
  const john = 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S';
  const example = 'user_29w83sxmDNGwOuEthce5gg56FcC';
  const deleted = 'user_29wBMCtzATuFJut8jO2VNTVekS4';
  it.each([
    ['2024', 'user.created', john, 1_716_883_200],
    ['2024', 'user.updated', john, 1_716_883_200],
    ['2024', 'user.deleted', john, 1_716_883_200],
    ['2022', 'user.created', example, 1_654_012_591_835],
    ['2022', 'user.updated', example, 1_654_012_824_306],
    ['2022', 'user.deleted', deleted, 1_661_861_640_000],
    ['2022-bare', 'user.created', example, undefined],
    ['2022-bare', 'user.updated', example, undefined],
    ['2022-bare', 'user.deleted', deleted, undefined],
  ] as const)(
    'sends the example of %s for %s to one endpoint, whatever it listens to',
    async (generation, type, userId, timestamp) => {
      const { dispatcher, clock, received } = startDispatcher();
      const { id } = dispatcher.createEndpoint({ url, eventTypes: ['session.created'] });
      dispatcher.createEndpoint({ url: `${url}/other` });
      const message = dispatcher.sendTest(id, type, generation);
      await clock.advance(0);
      expect(received.map((request) => request.url)).toEqual([url]);
      expect(message).toMatchObject({ isTest: true, eventType: type });
      const event = JSON.parse(`${received[0]?.body}`);
      expect(event).toMatchObject({ object: 'event', type, data: { object: 'user', id: userId } });
      expect(event.timestamp).toBe(timestamp);
      expect(event.instance_id).toBe(generation === '2024' ? 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S' : undefined);
      expect('event_attributes' in event).toBe(generation !== '2022-bare');
      // Real examples have their keys in this order.
      expect(Object.keys(event)).toEqual(Object.keys(event).toSorted());
      expect(Object.keys(event.data)).toEqual(Object.keys(event.data).toSorted());
    },
  );

  it('has users in the shapes that break receivers', () => {
    const data = (generation: TestEventGeneration, type: TestEventType) =>
      createTestEvent(type, generation).data;
    const { email_addresses: addresses, primary_email_address_id: primary } = data('2024', 'user.created');
    expect([addresses, primary]).toEqual([[], 'idn_2g7np7Hrk0SN6kj5EDMLDaKNL0S']);
    expect(data('2024', 'user.created')).toMatchObject({ private_metadata: null, banned: false });
    expect(data('2024', 'user.deleted')).toMatchObject({ deleted: true, external_id: 'ex_123456789' });
    for (const generation of ['2022', '2022-bare'] as const) {
      expect(data(generation, 'user.created')).toMatchObject({
        birthday: '',
        gender: '',
        external_id: '567772',
      });
      expect(data(generation, 'user.created')).not.toHaveProperty('banned');
      expect(data(generation, 'user.updated')).toMatchObject({
        last_name: null,
        email_addresses: [{ email_address: 'example@example.org', verification: { strategy: 'admin' } }],
      });
      expect(data(generation, 'user.deleted')).toEqual({ deleted: true, id: deleted, object: 'user' });
    }
  });

  it('does not send to an endpoint that is disabled', () => {
    const { dispatcher } = startDispatcher();
    const { id } = dispatcher.createEndpoint({ url, isDisabled: true });
    expect(() => dispatcher.sendTest(id, 'user.created', '2024')).toThrow(code('endpoint-disabled'));
  });
});
