import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('signs up, in and out, and uses the service in between', { timeout: 300_000 }, async () => {
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts')],
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
  expect(output).toContain('Everything went as it should.');
  expect(code).toBe(0);
});
