import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** Somebody with an account of the service's own. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const password = 'correct horse battery';

let count = 0;

/** Nobody yet; no two are the same. */
export function invent(name = 'Ada Lovelace'): Person {
  count += 1;
  return { name, email: `person${count}.${process.pid}@example.org`, password };
}

/** Fills the form of /sign-up in and sends it. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await signIn(page, person, 'Make an account');
}

/** Fills the form of /sign-in in and sends it. */
export async function signIn(page: Page, person: Person, button = 'Sign in'): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.locator('main').getByRole('button', { name: button, exact: true }).click();
}

/** Makes an account without the page, and signs the page's browser in with it, unless its address has to be confirmed first. */
export async function signUpQuietly(page: Page, person: Person, origin = inject('product')): Promise<void> {
  const answer = await page.request.post(`${origin}/api/auth/sign-up/email`, {
    data: person,
    headers: { Origin: origin },
  });
  if (!answer.ok()) throw new Error(await answer.text());
}

/** The same without the form of /sign-in. */
export async function signInQuietly(page: Page, person: Person, origin = inject('product')): Promise<void> {
  const { email, password } = person;
  const answer = await page.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { Origin: origin },
  });
  if (!answer.ok()) throw new Error(await answer.text());
}

/** Opens the menu of whoever is signed in. */
export function openMenu(page: Page, person: Person): Promise<void> {
  return page.getByRole('banner').getByRole('button', { name: person.name }).click();
}

/** Makes somebody an administrator, as `bloqr admin grant` does. */
export async function grantAdmin({ email }: Person, stateFolder = inject('stateFolder')): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [join(root, 'packages/cli/bin/bloqr.js'), 'admin', 'grant', email],
    {
      cwd: root,
      env: { ...process.env, STATE_DIR: stateFolder },
    },
  );
}

/** The last link that was sent to somebody by e-mail. */
export async function readLink(
  { email }: Pick<Person, 'email'>,
  logFile = inject('logFile'),
): Promise<string | undefined> {
  const log = await readFile(logFile, 'utf8');
  if (!log.includes(email)) return undefined;
  return /https?:\/\/\S+/.exec(log.slice(log.lastIndexOf(email)))?.[0];
}
