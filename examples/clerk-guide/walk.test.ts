import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { guideSteps } from './guide-steps.ts';

it('keeps every promise of the guide', { timeout: 300_000 }, async () => {
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts')],
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
  expect(output.match(/^ {2}✗.*$/gm) ?? [], output).toEqual([]);
  expect(output.match(/^ {2}✓ /gm)).toHaveLength(guideSteps.length);
  expect(code).toBe(0);
});
