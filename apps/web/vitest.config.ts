import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests in a browser, against the product as `npm start` runs it. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'browser',
    include: ['test/**/*.test.ts'],
    globalSetup: [join(import.meta.dirname, 'test/product.ts')],
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
