import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/chromium.ts';
import { addVirtualAuthenticator, readCode, scan } from './authenticator.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';
import {
  invent,
  openMenu,
  type Person,
  readLink,
  signIn,
  signInQuietly,
  signUpQuietly,
} from './own-account.ts';
import { count } from './tally.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

const main = (page: Page) => page.locator('main');
const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

/** Opens /account for somebody who has just made one. */
async function openAccount(person: Person) {
  const opened = await openPage(browser, '/', { reducedMotion: 'reduce' });
  await signUpQuietly(opened.page, person);
  await opened.page.goto('/account');
  await opened.page.getByRole('tab', { name: 'Profile' }).waitFor();
  return opened;
}

async function signOut(page: Page, person: Person): Promise<void> {
  await openMenu(page, person);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
}

describe('the profile', () => {
  it('gets another name, which the header says at once', async () => {
    const { page, expectNoComplaints, close } = await openAccount(invent());
    await page.getByLabel('Name', { exact: true }).fill('   ');
    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByText('Put in a name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('<b>Countess</b> of Lovelace');
    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByText('Changed.').waitFor();
    await page.getByRole('banner').getByRole('button', { name: '<b>Countess</b> of Lovelace' }).waitFor();
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('confirms its address, and moves to another once the new one has been confirmed', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    await page.getByText('not confirmed', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send a link to confirm it' }).click();
    await page.getByText('A link is on its way.').waitFor();
    await expect.poll(() => readLink(person)).toContain('verify-email');
    await page.goto((await readLink(person)) ?? '');
    await page.getByText('confirmed', { exact: true }).waitFor();
    const confirmed = await readLink(person);

    await page.getByLabel('Another address').fill('nowhere');
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText('This is no address of e-mail.').waitFor();
    const moved = { email: `moved.${person.email}` };
    await page.getByLabel('Another address').fill(moved.email);
    await page.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText('Open the links in the e-mails').waitFor();
    await inspect(page, 'account another address');
    // The address that there is agrees first, and then the new one.
    await expect.poll(() => readLink(person)).not.toBe(confirmed);
    await page.goto((await readLink(person)) ?? '');
    await expect.poll(() => readLink(moved)).toContain('verify-email');
    await page.goto((await readLink(moved)) ?? '');
    await main(page).getByText(moved.email).first().waitFor();
    await signOut(page, person);
    await page.goto('/sign-in');
    await signIn(page, { ...person, email: moved.email });
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await close();
  });
});

describe('the tabs of the settings', () => {
  it('are gone through with the arrow keys, and Tab leads from the tab into what it shows', async () => {
    const { page, expectNoComplaints, close } = await openAccount(invent());
    const profile = page.getByRole('tab', { name: 'Profile' });
    expect(await profile.getAttribute('aria-selected')).toBe('true');
    await profile.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Signing in' }).getByLabel('Present password').waitFor();
    await page.keyboard.press('End');
    await page.getByRole('tabpanel', { name: 'Sessions' }).getByText('here', { exact: true }).waitFor();
    await page.keyboard.press('Home');
    const panel = page.getByRole('tabpanel', { name: 'Profile' });
    await panel.getByLabel('Name', { exact: true }).waitFor();
    expect(await page.getByRole('tabpanel').count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expectNoComplaints();
    await close();
  });
});

describe('the password', () => {
  it('is changed by whoever knows it, and ends every other session', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    const other = await openPage(browser, '/');
    await signInQuietly(other.page, person);
    await openTab(page, 'Signing in');
    await page.getByLabel('Present password').fill('wrong horse battery');
    await page.getByLabel('New password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('It needs 8 characters at least; these are 5.').waitFor();
    await page.getByLabel('New password', { exact: true }).fill('another horse battery');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is not right.').waitFor();
    await page.getByLabel('Present password').fill(person.password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('Changed. Everywhere else you are signed out.').waitFor();
    await other.page.goto('/account');
    await other.page.getByRole('heading', { name: 'Sign in to see this' }).waitFor();
    await signOut(page, person);
    await page.goto('/sign-in');
    await signIn(page, { ...person, password: 'another horse battery' });
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await Promise.all([close(), other.close()]);
  });
});

describe('sessions', () => {
  it('are listed, and each but the own can be ended, or all of them', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    const others = [await openPage(browser, '/'), await openPage(browser, '/'), await openPage(browser, '/')];
    for (const other of others) await signInQuietly(other.page, person);
    const isSignedIn = () =>
      Promise.all(others.map(async (other) => (await other.page.request.get('/api/account')).ok()));
    await openTab(page, 'Sessions');
    const rows = main(page).locator('.rows li');
    await expect.poll(() => rows.count()).toBe(4);
    await inspect(page, 'account four sessions');
    await rows.filter({ hasNotText: 'here' }).first().getByRole('button', { name: 'End' }).click();
    await expect.poll(() => rows.count()).toBe(3);
    expect((await isSignedIn()).filter(Boolean)).toHaveLength(2);
    await page.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('You are signed in here alone.').waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    expect(await isSignedIn()).toEqual([false, false, false]);
    expectNoComplaints();
    count('journeys');
    await Promise.all([close(), ...others.map((other) => other.close())]);
  });
});

/** Sets the second factor up, and gives back what the QR code says and the backup codes. */
async function setUpFactor(page: Page, person: Person) {
  await openTab(page, 'Signing in');
  await page.locator('bloqr-second-factor').getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const picture = page.locator('.qr-code');
  await picture.waitFor();
  const link = (await scan(picture)) ?? '';
  const backupCodes = await page.locator('.codes li').allTextContents();
  return { link, picture, backupCodes };
}

describe('the second factor', () => {
  it('is scanned in light and dark, and says the same as the text', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    const { link, picture, backupCodes } = await setUpFactor(page, person);
    expect(link).toMatch(/^otpauth:\/\/totp\/bloqr/);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await scan(picture)).toBe(link);
    const typed = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '');
    expect(new URL(link).searchParams.get('secret')).toBe(typed);
    expect(backupCodes).toHaveLength(10);
    await inspect(page, 'second factor with its code');
    const fileOf = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download them' }).click();
    expect((await fileOf).suggestedFilename()).toBe('bloqr-backup-codes.txt');
    expectNoComplaints();
    await close();
  });

  it('is asked for when signing in: a code of the app, or a backup code, once', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    const { link, backupCodes } = await setUpFactor(page, person);
    await page.getByLabel('Code', { exact: true }).fill('000 00');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(readCode(link));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('On. From now on').waitFor();

    await signOut(page, person);
    await page.goto('/sign-in');
    await signIn(page, person);
    await page.getByLabel('Code', { exact: true }).waitFor();
    await inspect(page, 'sign-in with a code');
    await page.getByLabel('Code', { exact: true }).fill(readCode(link));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL('**/compiler');

    await signOut(page, person);
    await page.goto('/sign-in');
    await signIn(page, person);
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    await page.getByLabel('Backup code').fill('not-a-code');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('The backup code is not right, or has been used.').waitFor();
    await inspect(page, 'sign-in with a backup code');
    await page.getByLabel('Backup code').fill(backupCodes[0] ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('gets backup codes anew, and is turned off, with the password', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    const { link, backupCodes } = await setUpFactor(page, person);
    await page.getByLabel('Code', { exact: true }).fill(readCode(link));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('button', { name: 'New backup codes …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByRole('button', { name: 'Make them' }).click();
    await dialog.waitFor({ state: 'detached' });
    const fresh = await page.locator('.codes li').allTextContents();
    expect(fresh).toHaveLength(10);
    expect(fresh.filter((code) => backupCodes.includes(code))).toEqual([]);
    await inspect(page, 'second factor on, with codes anew');
    await page.getByRole('button', { name: 'Turn it off …' }).click();
    await dialog.getByLabel('Password', { exact: true }).fill(person.password);
    await dialog.getByRole('button', { name: 'Turn it off' }).click();
    await page.getByText('Off. The password alone is enough again.').waitFor();
    await signOut(page, person);
    await page.goto('/sign-in');
    await signIn(page, person);
    await page.waitForURL('**/compiler');
    expectNoComplaints();
    count('journeys');
    await close();
  });
});

describe('a passkey', () => {
  it('is made, named anew, signs in, and is removed', async () => {
    const person = invent();
    const { page, expectNoComplaints, close } = await openAccount(person);
    await addVirtualAuthenticator(page);
    await openTab(page, 'Signing in');
    await page.getByLabel('Name of another passkey').fill('<i>phone</i>');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Added. You can sign in with it.').waitFor();
    await page.getByRole('button', { name: 'Rename <i>phone</i>' }).click();
    await inspect(page, 'account with a passkey');
    await page.getByLabel('New name').fill('telephone');
    await page.getByRole('button', { name: 'Rename it' }).click();
    await page
      .getByRole('list', { name: 'Your passkeys' })
      .locator('strong', { hasText: 'telephone' })
      .waitFor();
    // The same device is asked not to make a second one for this account.
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('There is a passkey for this account on this device already.').waitFor();

    await signOut(page, person);
    await page.goto('/sign-in?returnUrl=/account');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/account');
    await page.getByRole('banner').getByRole('button', { name: person.name }).waitFor();

    await openTab(page, 'Signing in');
    await page.getByRole('button', { name: 'Remove telephone' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('list', { name: 'Your passkeys' }).waitFor({ state: 'detached' });
    await signOut(page, person);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('This service does not know that passkey').waitFor();
    await inspect(page, 'sign-in with a passkey that is gone');
    expectNoComplaints();
    count('journeys');
    await close();
  });

  it('comes to nothing, with a sentence, where somebody cancels', async () => {
    const { page, expectNoComplaints, close } = await openPage(browser, '/sign-in');
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
    });
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('No passkey was used').waitFor();
    expectNoComplaints();
    await close();
  });
});
