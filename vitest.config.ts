import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'apps/web/src/**/*.test.ts',
            'tools/**/*.test.ts',
            'test/**/*.test.ts',
            'examples/**/*.test.ts',
          ],
        },
      },
      'apps/worker/vitest.config.ts',
      'apps/web/vitest.config.ts',
    ],
  },
});
