import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findFreePort } from '../../../tools/find-free-port.ts';
import { type RunningProduct, startProduct } from './start-product.ts';

/** The product together with the local Clerk, as `npm run start:clerk` runs both. */
export interface ClerkProduct extends RunningProduct {
  /** Asks the Backend API of the local Clerk, or what stands for its dashboard. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** Starts both. */
export async function runClerkProduct(): Promise<ClerkProduct> {
  const port = await findFreePort();
  const product = await startProduct('start-clerk.mjs', {
    CLERK_EMULATOR_PORT: String(port),
    SOURCE_HOST_ALLOWLIST: new URL(inject('lists')).host,
  });
  const variables = parseEnv(readFileSync(join(product.stateFolder, 'clerk', 'variables.env'), 'utf8'));
  return {
    ...product,
    ask: async (method, path, body) => {
      const response = await fetch(`http://localhost:${port}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${variables.CLERK_SECRET_KEY}`,
          'Content-Type': 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
  };
}

export const password = 'correct horse battery';

let count = 0;

/** An address that nobody has yet, whose code is always 424242. */
export function inventEmail(): string {
  count += 1;
  return `person${count}+clerk_test@example.com`;
}

const fill = (page: Page, name: string, text: string) => page.locator(`input[name=${name}]`).fill(text);

/** By the keyboard: a field that loses the focus to a click gets a remark, and the button moves away under the mouse. */
const submit = (page: Page) => page.keyboard.press('Enter');

/** Fills Clerk's form of /sign-up in, and the code. */
export async function signUpAtClerk(page: Page, email: string): Promise<void> {
  await fill(page, 'emailAddress', email);
  await fill(page, 'password', password);
  await submit(page);
  await page.getByText('Verify your email').waitFor();
  await page.locator('input[autocomplete=one-time-code]:focus').waitFor();
  await page.keyboard.type('424242');
}

/** Fills Clerk's form of /sign-in in. */
export async function signInAtClerk(page: Page, email: string): Promise<void> {
  await fill(page, 'identifier', email);
  await submit(page);
  await page.getByText('Enter your password').first().waitFor();
  await fill(page, 'password', password);
  await submit(page);
}

/** Opens the menu of whoever is signed in. */
export function openMenuOf(page: Page, email: string): Promise<void> {
  return page.getByRole('banner').getByRole('button', { name: email }).click();
}

/** The id of whoever is signed in there. */
export async function readUserId({ ask }: ClerkProduct, email: string): Promise<string> {
  const users = await ask('GET', `/v1/users?email_address=${encodeURIComponent(email)}`);
  const id: unknown = Array.isArray(users) ? Reflect.get(Object(users[0]), 'id') : undefined;
  expect(id).toMatch(/^user_/);
  return String(id);
}
