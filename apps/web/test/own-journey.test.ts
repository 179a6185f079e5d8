import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { compile, field, openPage } from './open-page.ts';
import { invent, openMenu, readLink, signIn, signUp, signUpQuietly } from './own-account.ts';
import { count } from './tally.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

describe('with an account of this service', () => {
  it('somebody signs up, compiles two lists, makes a key, uses it, signs out and in again', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    const person = invent('Ada <img src=x onerror=pwned=1>');
    await field(page).fill(`${inject('lists')}/ads.txt\n${inject('lists')}/hosts.txt\n`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Make one' }).click();
    await signUp(page, person);
    await page.waitForURL('**/compiler');
    expect(await field(page).inputValue()).toContain('hosts.txt');
    await compile(page);
    await page.locator('.figure').waitFor();

    await openMenu(page, person);
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByLabel('Name', { exact: true }).fill('<b>nightly</b>');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key = await page.getByLabel('Key', { exact: true }).inputValue();
    expect(key).toMatch(/^blq_/);
    const command = (await page.locator('.command').textContent()) ?? '';
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command]);
    expect(stdout.split('||example.org^')).toHaveLength(2);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await expect.poll(() => page.getByText(key).count()).toBe(0);
    await page.getByText('<b>nightly</b>').first().waitFor();

    await openMenu(page, person);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, person);
    await page.waitForURL('**/compiler');
    await openMenu(page, person);
    expect(await page.evaluate(() => globalThis.pwned)).toBeUndefined();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('replaces a key and revokes one', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    await signUpQuietly(page, invent());
    await page.goto('/keys');
    await page.getByLabel('Name', { exact: true }).fill('mine');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const first = await page.getByLabel('Key', { exact: true }).inputValue();
    const uses = async (key: string) =>
      (
        await fetch(`${inject('product')}/api/validate`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body: '{"text":"||a.example^"}',
        })
      ).status;
    expect(await uses(first)).toBe(200);
    await page.getByRole('button', { name: 'Replace mine' }).click();
    await page.getByLabel('at once').check();
    await page.getByRole('button', { name: 'Replace the key' }).click();
    await expect.poll(() => page.getByLabel('Key', { exact: true }).inputValue()).not.toBe(first);
    const second = await page.getByLabel('Key', { exact: true }).inputValue();
    expect([await uses(first), await uses(second)]).toEqual([401, 200]);
    await page.getByRole('button', { name: 'Revoke mine' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => uses(second)).toBe(401);
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('sets a forgotten password anew by the link in an e-mail', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/sign-in');
    const person = invent();
    await signUpQuietly(page, person);
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Forgotten the password?' }).click();
    await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByRole('button', { name: 'Send a link' }).click();
    await page.getByText('a link is on its way').waitFor();
    await expect.poll(async () => (await readLink(person)) ?? '').toContain('reset-password');
    await page.goto((await readLink(person)) ?? '');
    await page.getByLabel('New password', { exact: true }).fill('another horse battery');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, { ...person, password: 'another horse battery' });
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('returns to the page that asked for signing in, and to none elsewhere', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/keys');
    const person = invent();
    await page.getByRole('link', { name: 'Make an account' }).click();
    await signUp(page, person);
    await page.waitForURL('**/keys');
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    await page.goto('/sign-in?returnUrl=//evil.example/');
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('deletes the account, which takes the password and the address', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    const person = invent();
    await signUpQuietly(page, person);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await dialog.getByText('Put in your password.').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByLabel(/^Type/).fill(person.email);
    await dialog.getByRole('button', { name: 'Delete my account' }).click();
    await page.waitForURL('**/compiler');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });
});

describe('where signing in fails', () => {
  it('says why, and leads to the field', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/sign-in');
    await signIn(page, { ...invent(), password: '' });
    await page.getByText('Put in your password.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
    const nobody = invent();
    await signIn(page, nobody);
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    for (let attempt = 0; attempt < 5; attempt++) {
      const answered = page.waitForResponse('**/api/auth/sign-in/email');
      await signIn(page, nobody);
      await answered;
    }
    await page.getByText(/possible again in \d+ s/).waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('offers to try again where the service is down or there is no network', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/compiler');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, invent());
    await page.getByRole('alert').getByText('could not be reached').waitFor();
    await page.unroute('**/api/**');
    await page.route('**/api/config', (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.goto('/sign-in');
    await page.getByText('Signing in is not possible right now').waitFor();
    await page.unroute('**/api/config');
    await page.locator('main').getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel('E-mail').waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('asks to sign in again where the session ends in the middle', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/');
    const person = invent();
    await signUpQuietly(page, person);
    await page.goto('/keys');
    await page.getByRole('heading', { name: 'Your keys' }).waitFor();
    await page.context().clearCookies();
    await page.getByLabel('Name', { exact: true }).fill('too late');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('heading', { name: 'Sign in to see this' }).waitFor();
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, person);
    await page.waitForURL('**/keys');
    expectNoComplaints();
    count('journeys');
    await close();
  });
});
