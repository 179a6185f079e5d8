import type { TestProject } from 'vitest/node';
import { findChromium } from '../../../tools/chromium.ts';
import { serveLists } from './lists.ts';
import { runProduct } from './run-product.ts';

/** Starts the product as `npm start` does, and lists on loopback for it to compile. */
export default async function startProduct({ provide }: TestProject): Promise<() => Promise<void>> {
  findChromium();
  const lists = await serveLists();
  const product = await runProduct('start.mjs', { SOURCE_HOST_ALLOWLIST: lists.host });
  provide('stateFolder', product.stateFolder);
  provide('logFile', product.logFile);
  provide('product', product.origin);
  provide('lists', `http://${lists.host}`);
  return async () => {
    await product.stop();
    await lists.close();
  };
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
  }
}
