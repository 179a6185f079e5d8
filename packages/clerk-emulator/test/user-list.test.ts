import { beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startEmulator } from './start-emulator.ts';

/**
 * Twelve people, made a second apart: p01@example.com first, p12@example.com last; the even ones are called Ada-Mae.
 * `query` looks into ids, too, which are chance: what is searched for has a character that no id has.
 */
let harness: Harness;
const ids: string[] = [];

beforeAll(async () => {
  harness = await startEmulator();
  for (let number = 1; number <= 12; number++) {
    const name = `p${String(number).padStart(2, '0')}`;
    ids.push(
      await harness.addUser(`${name}@example.com`, {
        external_id: `ext-${name}`,
        username: `user-${name}`,
        ...(number % 2 === 0 ? { first_name: 'Ada-Mae', last_name: `L${name}` } : {}),
      }),
    );
    harness.clock.now += 1000;
  }
  await harness.call(`POST /v1/users/${ids[2]}/ban`);
});

async function list(query: string): Promise<string[]> {
  const { status, body } = await harness.call(`GET /v1/users?${query}`);
  expect([status, Array.isArray(body)]).toEqual([200, true]);
  return body.map((user: { email_addresses: { email_address: string }[] }) =>
    user.email_addresses[0]?.email_address.replace('@example.com', ''),
  );
}

describe('the list of users', () => {
  it.each([
    { query: '', names: ['p12', 'p11', 'p10', 'p09', 'p08', 'p07', 'p06', 'p05', 'p04', 'p03'] },
    { query: 'limit=2', names: ['p12', 'p11'] },
    { query: 'limit=2&offset=3', names: ['p09', 'p08'] },
    { query: 'offset=50', names: [] },
    { query: 'limit=2&order_by=created_at', names: ['p01', 'p02'] },
    { query: 'limit=2&order_by=%2Bcreated_at', names: ['p01', 'p02'] },
    { query: 'limit=2&order_by=+created_at', names: ['p01', 'p02'] },
    { query: 'limit=1&order_by=-updated_at', names: ['p03'] },
    { query: 'limit=2&order_by=email_address', names: ['p01', 'p02'] },
    { query: 'limit=2&order_by=-username', names: ['p12', 'p11'] },
    { query: 'limit=2&order_by=last_name', names: ['p02', 'p04'] },
    { query: 'limit=1&order_by=username&order_by=-created_at', names: ['p01'] },
    {
      query: 'email_address=p01@example.com&email_address=P02@example.com&email_address=x@y.z',
      names: ['p02', 'p01'],
    },
    { query: 'email_address[]=p01@example.com', names: ['p01'] },
    { query: 'external_id=ext-p05', names: ['p05'] },
    { query: 'username=user-p05', names: ['p05'] },
    { query: 'query=P05@', names: ['p05'] },
    { query: 'query=ada-mae&limit=2', names: ['p12', 'p10'] },
    { query: 'name_query=ADA-MAE%20Lp04', names: ['p04'] },
    { query: 'email_address_query=p0&limit=1', names: ['p09'] },
    { query: 'username_query=p11', names: ['p11'] },
    { query: 'banned=true', names: ['p03'] },
    { query: 'banned=false&order_by=created_at&limit=3', names: ['p01', 'p02', 'p04'] },
    { query: 'created_at_before=1700000002000', names: ['p02', 'p01'] },
    { query: 'created_at_after=1700000010000', names: ['p12'] },
    { query: 'last_sign_in_at_after=1', names: [] },
    { query: 'organization_id=org_1', names: [] },
    { query: 'provider=oauth_google&provider_user_id=1', names: [] },
    { query: 'query=', names: ['p12', 'p11', 'p10', 'p09', 'p08', 'p07', 'p06', 'p05', 'p04', 'p03'] },
  ])('of "$query" is $names', async ({ query, names }) => {
    expect(await list(query)).toEqual(names);
  });

  it('includes and excludes by signed ids', async () => {
    expect(await list(`user_id=${ids[0]}&user_id=%2B${ids[1]}`)).toEqual(['p02', 'p01']);
    expect(await list(`user_id=-${ids[11]}&limit=1`)).toEqual(['p11']);
  });

  it('is walked by cursor in both directions, each user once, while others are made', async () => {
    const walked: string[] = [];
    for (let cursor = ''; ; ) {
      const page = (await harness.call(`GET /v1/users?order_by=%2Bcreated_at&limit=5${cursor}`)).body;
      walked.push(...page.map(({ id }: { id: string }) => id));
      if (page.length < 5) break;
      cursor = `&starting_after=${page.at(-1).id}`;
    }
    expect(walked).toEqual(ids);
    expect(await list(`limit=2&starting_after=${ids[11]}`)).toEqual(['p11', 'p10']);
  });

  it.each([
    { query: 'limit=0', code: 'form_param_value_invalid', param: 'limit' },
    { query: 'limit=501', code: 'form_param_value_too_large', param: 'limit' },
    { query: 'limit=ten', code: 'form_param_type_invalid', param: 'limit' },
    { query: 'offset=-1', code: 'form_param_value_invalid', param: 'offset' },
    { query: 'order_by=id', code: 'form_param_value_invalid', param: 'order_by' },
    { query: 'order_by=constructor', code: 'form_param_value_invalid', param: 'order_by' },
    { query: 'banned=maybe', code: 'form_param_value_invalid', param: 'banned' },
    { query: 'starting_after=user_x', code: 'form_resource_not_found', param: 'starting_after' },
    {
      query: 'starting_after=user_x&order_by=-updated_at',
      code: 'form_conditional_param_disallowed',
      param: 'starting_after',
    },
    { query: 'starting_after=user_x&offset=1', code: 'form_conditional_param_disallowed', param: 'offset' },
    { query: 'provider=oauth_google', code: 'form_conditional_param_missing', param: 'provider_user_id' },
    {
      query: Array.from({ length: 101 }, () => 'user_id=a').join('&'),
      code: 'form_param_array_size_exceeded',
      param: 'user_id',
    },
  ])('refuses $code', async ({ query, code, param }) => {
    const { status, body } = await harness.call(`GET /v1/users?${query}`);
    expect([status, body.errors[0].code, body.errors[0].meta.param_name]).toEqual([422, code, param]);
  });

  it('is counted with the same filters, and without paging', async () => {
    for (const [query, total_count] of [
      ['', 12],
      ['query=ada-mae', 6],
      ['banned=true', 1],
    ]) {
      const { body } = await harness.call(`GET /v1/users/count?${query}`);
      expect(body).toEqual({ object: 'total_count', total_count });
    }
  });
});
