import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject, vi } from 'vitest';
import { type Person, readLink, signInQuietly, signUpQuietly } from './own-account.ts';

/** The last link that somebody was sent by the product with both providers; waits for one. */
export async function awaitLink(person: Pick<Person, 'email'>): Promise<string> {
  // Waits for what is no test of its own, also while a test file is being prepared.
  const link = await vi.waitUntil(() => readLink(person, inject('both').logFile), { timeout: 10_000 });
  return link ?? '';
}

/** Makes an account there, confirms its address, and signs the page's browser in. */
export async function joinQuietly(page: Page, person: Person): Promise<void> {
  const { origin } = inject('both');
  await signUpQuietly(page, person, origin);
  await page.request.get(await awaitLink(person));
  await signInQuietly(page, person, origin);
}

/** Asks the local Clerk's Backend API. */
export async function askClerk(method: string, path: string, body: unknown): Promise<unknown> {
  const { stateFolder, clerk } = inject('both');
  const variables = await readFile(join(stateFolder, 'clerk', 'variables.env'), 'utf8');
  const secretKey = /^CLERK_SECRET_KEY=(.+)$/m.exec(variables)?.[1];
  const response = await fetch(`${clerk}${path}`, {
    method,
    headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
