import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../../../../tools/chromium.ts';
import { createTimerClock } from '../../src/webhooks/delivery-clock.ts';
import { type PageHarness, startPage } from './start-page.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let browser: Browser;
let server: ServerType;
let harness: PageHarness;
let origin: string;
let page: Page;
let complaints: string[];
/** What the endpoint answers. */
let status: number;

const endpointUrl = 'http://localhost:22102/api/webhooks/clerk';

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  status = 200;
  harness = await startPage(
    createTimerClock(Date.now),
    async () => new Response('{"received":true}', { status }),
  );
  server = serve({ fetch: harness.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({ baseURL: origin });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    const isExpected = message.text().startsWith('Failed to load resource: the server responded with');
    if (['error', 'warning'].includes(message.type()) && !isExpected) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) complaints.push(request.url());
  });
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
  harness.dispatcher.close();
  server.close();
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

async function createUser(email: string, firstName = ''): Promise<void> {
  await page.goto('/users');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('First name').fill(firstName);
  await press('Create');
  await page.getByText('The user is there.').waitFor();
}

async function createEndpoint(): Promise<void> {
  await page.goto('/webhooks');
  await page.getByLabel('Endpoint URL').fill(endpointUrl);
  await press('Create');
  await page.getByText('The endpoint is there.').waitFor();
}

describe('step 6 of the guide, by the page', () => {
  it('sets a tier in public metadata, and user.updated is delivered', async () => {
    await createEndpoint();
    await createUser('ada@example.com', 'Ada');
    await page.getByLabel('JSON').fill('{"tier": "pro", "role": "user"}');
    await press('Save');
    await page.getByText('The public metadata is saved.').waitFor();
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByText('tier pro').waitFor();
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: /^user\.updated/ }).click();
    await page.getByText('"tier": "pro"').waitFor();
    await page.getByText('delivered, 1 attempt').waitFor();
  });

  it.each([
    ['{"tier": ', 'This is not JSON'],
    ['["pro"]', 'This is JSON, but no object'],
  ])('keeps what was typed and says what is wrong: %s', async (text, fault) => {
    await createUser('ada@example.com');
    await page.getByLabel('JSON').fill(text);
    await press('Save');
    await page.getByRole('alert').getByText(fault).waitFor();
    expect(await page.getByLabel('JSON').inputValue()).toBe(text);
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
    expect(await page.title()).toMatch(/^Not done – ada@example\.com/);
  });

  it('takes a key that was removed out of the metadata', async () => {
    await createUser('ada@example.com');
    await page.getByLabel('JSON').fill('{"tier": "pro"}');
    await press('Save');
    await page.getByText('The public metadata is saved.').waitFor();
    await page.getByLabel('JSON').fill('{}');
    await press('Save');
    await page.getByText('The public metadata is saved.').waitFor();
    expect(await page.getByLabel('JSON').inputValue()).toBe('{}');
  });

  it('bans, lifts the ban and deletes', async () => {
    await createUser('ada@example.com');
    await press('Ban');
    await page.getByText('The user is banned.').waitFor();
    await press('Lift the ban');
    await page.getByText('The user is no longer banned.').waitFor();
    await page.getByText('Delete the user …').click();
    await press('Delete the user');
    await page.getByText('The user is gone.').waitFor();
    await page.getByRole('heading', { name: '0 users' }).waitFor();
  });
});

describe('steps 5 and 9f of the guide, by the page', () => {
  it('adds an endpoint, shows its secret, sends a test webhook and shows the answer 200', async () => {
    await createEndpoint();
    const secret = await page.getByRole('textbox', { name: 'Signing secret' }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('button', { name: 'Copy Signing secret' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await page.getByLabel('Event type').selectOption('user.created');
    await press('Send test webhook');
    await page.getByText('The test webhook is on its way.').waitFor();
    await page.getByText('200 delivered').waitFor();
    await page.getByText('{"received":true}').waitFor();
    await page.goto('/');
    expect(await page.getByRole('textbox', { name: '.env.local' }).inputValue()).toContain(
      `\nCLERK_WEBHOOK_SECRET=${secret}`,
    );
  });

  it('shows a delivery that failed, and sends it again', async () => {
    status = 500;
    await createEndpoint();
    await page.getByLabel('Example').selectOption('2022');
    await press('Send test webhook');
    await page.getByText('500 refused').waitFor();
    status = 200;
    await page.getByRole('link', { name: /^user\.created/ }).click();
    await page.getByText('"example@example.org"').waitFor();
    await press(`Resend to ${endpointUrl}`);
    await page.getByText('The message is on its way again.').waitFor();
    await page.getByText('200 delivered').waitFor();
  });

  it('says why an address is refused, and keeps what was typed', async () => {
    await page.goto('/webhooks');
    await page.getByLabel('Endpoint URL').fill('https://example.com/hook');
    await page.getByLabel('user.deleted').uncheck();
    await press('Create');
    await page.getByRole('alert').getByText('example.com is not this machine').waitFor();
    expect(await page.getByLabel('Endpoint URL').inputValue()).toBe('https://example.com/hook');
    expect(await page.getByLabel('user.deleted').isChecked()).toBe(false);
    expect(await page.getByLabel('user.created').isChecked()).toBe(true);
  });
});

describe('templates, claims and keys', () => {
  it('makes the template of the guide by pressing one button', async () => {
    await page.goto('/jwt-templates');
    await press('Create');
    await page.getByText('The template is there.').waitFor();
    await page.getByRole('heading', { name: 'bloqr-backend' }).waitFor();
    await press('Create');
    await page.getByRole('alert').waitFor();
    await page.getByText('Delete bloqr-backend …').click();
    await press('Delete bloqr-backend');
    await page.getByText('There is none yet.').waitFor();
  });

  it('customises the session token, and refuses claims that are reserved', async () => {
    await page.goto('/sessions');
    await page.getByLabel('Claims').fill('{"metadata": "{{user.public_metadata}}"}');
    await press('Save');
    await page.getByText('The claims of session tokens are saved.').waitFor();
    await page.getByLabel('Claims').fill('{"sub": "x"}');
    await press('Save');
    await page.getByRole('alert').getByText('sub').waitFor();
    await page.goto('/sessions');
    expect(JSON.parse(await page.getByLabel('Claims').inputValue())).toEqual({
      metadata: '{{user.public_metadata}}',
    });
  });

  it('rotates the key that signs', async () => {
    await page.goto('/');
    await page.getByText('Rotate the signing key …').click();
    await press('Rotate the signing key');
    await page.getByText('Another key signs from now on.').waitFor();
    const jwks = await page.evaluate(async () => (await fetch('/.well-known/jwks.json')).json());
    expect(jwks.keys).toHaveLength(2);
  });
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Colours are the only difference of the dark look, sizes of the narrow one. */
const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 }, rules: null },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 }, rules: ['color-contrast'] },
  {
    look: '320 px',
    colorScheme: 'light',
    viewport: { width: 320, height: 640 },
    rules: ['target-size', 'scrollable-region-focusable'],
  },
] as const;

/** Fails where axe finds something, or the page is wider than its window. */
async function expectAccessible(name: string): Promise<void> {
  for (const { look, colorScheme, viewport, rules } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const axe = new AxeBuilder({ page });
    const { violations } = await (rules === null ? axe.withTags(tags) : axe.withRules([...rules])).analyze();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    expect(faults, `${name}, ${look}`).toEqual([]);
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed, `${name}, ${look}`).toBe(given);
    if (process.env.PAGE_SCREENSHOTS !== undefined) {
      const path = `${process.env.PAGE_SCREENSHOTS}/${name}-${look.replace(' ', '')}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  }
}

describe('every page', () => {
  it('of users has no fault that axe knows, and does not scroll sideways', async () => {
    await createUser('ada.lovelace.with.a.very.long.address+clerk_test@a-rather-long-domain.example', 'Ada');
    await page.getByText('The same from the command line').click();
    await expectAccessible('user');
    await page.getByLabel('JSON').fill('{');
    await press('Save');
    await expectAccessible('user-refused');
    await page.goto('/users');
    await expectAccessible('users');
  });

  it('of webhooks has no fault that axe knows, and does not scroll sideways', async () => {
    status = 500;
    await createEndpoint();
    await press('Send test webhook');
    await page.getByText('500 refused').first().waitFor();
    for (const name of ['Rotate', 'Send again', 'Delete the endpoint …', 'Nothing at present']) {
      await page.locator('summary').getByText(name, { exact: true }).click();
    }
    await expectAccessible('endpoint');
    await page
      .getByRole('link', { name: /^user\.created/ })
      .first()
      .click();
    await expectAccessible('message');
    await page.goto('/webhooks');
    await page.getByText('Nothing at present').click();
    await expectAccessible('webhooks');
    await page.goto('/webhooks/ep_gone');
    await expectAccessible('gone');
  });

  it('of keys, templates and sessions has no fault that axe knows, and does not scroll sideways', async () => {
    await page.goto('/jwt-templates');
    await press('Create');
    await expectAccessible('jwt-templates');
    await page.goto('/sessions');
    await expectAccessible('sessions');
    await page.goto('/');
    await expectAccessible('keys');
  });

  it('gives everything that can be clicked 24 by 24 pixels', async () => {
    await createEndpoint();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['/', '/users', '/mail', '/webhooks', page.url(), '/jwt-templates', '/sessions']) {
      await page.goto(path);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'button, input:not([type=checkbox]), select, textarea, summary, .check, nav a',
          ),
        ]
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return width > 0 && (width < 24 || height < 24);
          })
          .map((element) => element.outerHTML),
      );
      expect(small, path).toEqual([]);
    }
  });

  it('can be used with the keyboard alone, and shows where the focus is', async () => {
    await page.goto('/users');
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 30; presses++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          const text = `${element?.id ?? ''} ${element?.textContent?.trim() ?? ''}`;
          return { text, outline: element === null ? '' : getComputedStyle(element).outlineWidth };
        });
        expect(focused.outline, focused.text).toBe('3px');
        if (name.test(focused.text)) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await tabTo(/Skip to the content/);
    await page.keyboard.press('Enter');
    await tabTo(/^email/);
    await page.keyboard.type('grace@example.com');
    await tabTo(/Create/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'grace@example.com' }).waitFor();
    await tabTo(/^metadata/);
    await tabTo(/Save/);
    await tabTo(/Delete the user …/);
    await page.keyboard.press('Enter');
    await tabTo(/^ Delete the user$/);
    await page.keyboard.press('Enter');
    await page.getByText('The user is gone.').waitFor();
  });

  it('shows the code of a sign-up', async () => {
    const ask = async (path: string, parameters: Record<string, string>) => {
      const response = await harness.fetch(
        new Request(new URL(path, origin), { method: 'POST', body: new URLSearchParams(parameters) }),
      );
      return response.json();
    };
    const { id: secret } = await ask('/v1/dev_browser', {});
    const browser = `?__clerk_db_jwt=${secret}`;
    const { response } = await ask(`/v1/client/sign_ups${browser}`, { email_address: 'ada@example.com' });
    await ask(`/v1/client/sign_ups/${response.id}/prepare_verification${browser}`, {});
    await page.goto('/mail');
    await page.getByText('sign-up of ada@example.com').waitFor();
    expect(await page.getByRole('heading', { level: 3 }).textContent()).toMatch(/^\d{6}$/);
  });

  it('shows foreign text as text', async () => {
    const text = `"><img src=x onerror="alert(1)"><script>alert(2)</script>&amp;'\${1}`;
    await createUser('eve@example.com', text);
    await page.getByRole('heading', { name: text }).waitFor();
    await page
      .getByLabel('JSON')
      .fill(JSON.stringify({ tier: text, '</textarea><script>alert(3)</script>': text }));
    await press('Save');
    await page.getByText('The public metadata is saved.').waitFor();
    expect(JSON.parse(await page.getByLabel('JSON').inputValue())).toEqual({
      tier: text,
      '</textarea><script>alert(3)</script>': text,
    });
    await page.goto('/users');
    await page.getByText(`tier ${text}`).waitFor();
    await page.goto(`/users?query=${encodeURIComponent(text)}`);
    expect(await page.getByLabel('Search').inputValue()).toBe(text);
    await createEndpoint();
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    await page.goto(`/webhooks/${id}?done=${encodeURIComponent(text)}`);
    expect(await page.locator('[role=status]').count()).toBe(0);
    await page.goto(`/webhooks/${encodeURIComponent(text)}`);
    await page.getByRole('heading', { name: 'No such endpoint' }).waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
  });
});
