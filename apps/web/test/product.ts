import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../tools/chromium.ts';
import { findFreePort } from '../../../tools/find-free-port.ts';
import { serveLists } from './lists.ts';
import { startProduct } from './start-product.ts';
import { describeTally } from './tally.ts';

/**
 * Starts the product as `npm start` does, another one with both auth providers, and lists on loopback to compile. When all is over,
 * says how much was tried.
 */
export default async function startProducts({ provide }: TestProject): Promise<() => Promise<void>> {
  findChromium();
  const lists = await serveLists();
  const clerkPort = await findFreePort();
  // One after the other: both would build the pages.
  const product = await startProduct('start.mjs', { SOURCE_HOST_ALLOWLIST: lists.host });
  const both = await startProduct('start-clerk.mjs', {
    CLERK_EMULATOR_PORT: String(clerkPort),
    AUTH_PROVIDERS: 'better-auth,clerk',
    BETTER_AUTH_VERIFY_EMAIL: 'true',
    BETTER_AUTH_GITHUB_CLIENT_ID: 'a-client',
    BETTER_AUTH_GITHUB_CLIENT_SECRET: 'its-secret',
  });
  provide('stateFolder', product.stateFolder);
  provide('logFile', product.logFile);
  provide('product', product.origin);
  provide('lists', `http://${lists.host}`);
  provide('both', {
    origin: both.origin,
    stateFolder: both.stateFolder,
    logFile: both.logFile,
    clerk: `http://localhost:${clerkPort}`,
  });
  return async () => {
    const tally = describeTally(product.stateFolder);
    if (tally !== undefined) process.stdout.write(`${tally}\n`);
    await Promise.all([product.stop(), both.stop()]);
    await lists.close();
  };
}

/** A product with both auth providers, where addresses have to be confirmed and one may sign in with GitHub. */
export interface BothProviders {
  readonly origin: string;
  readonly stateFolder: string;
  readonly logFile: string;
  /** Where the local Clerk is. */
  readonly clerk: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product is. */
    product: string;
    /** Where its database is. */
    stateFolder: string;
    /** What it has said since it was ready; links of e-mails are in it. */
    logFile: string;
    /** Where the lists are. */
    lists: string;
    both: BothProviders;
  }
}
