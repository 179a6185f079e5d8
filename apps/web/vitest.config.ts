import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests in a browser, against the product as `npm start` runs it. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'browser',
    include: ['test/**/*.test.ts'],
    globalSetup: [join(import.meta.dirname, 'test/product.ts')],
    // A state that is looked at in every look takes seconds, and a machine may be busy.
    testTimeout: 120_000,
    hookTimeout: 30_000,
  },
});
