import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from './database.ts';
import { guideSteps } from './guide-steps.ts';
import { connectLocalClerk } from './local-clerk.ts';
import { startBoth } from './start-both.ts';

const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-clerk-guide-'));
const running = await startBoth(stateFolder);
process.once('SIGINT', () => void running.stop().then(() => process.exit(130)));

let failedCount = 0;
try {
  const scene = {
    service: running.service,
    clerk: await connectLocalClerk(running.clerk),
    database: openDatabase(stateFolder),
  };
  let step = '';
  for (const promised of guideSteps) {
    if (promised.step !== step) process.stdout.write(`\n${promised.step}\n`);
    step = promised.step;
    try {
      await promised.holds(scene);
      process.stdout.write(`  ✓ ${promised.says}\n`);
    } catch (error) {
      failedCount++;
      process.stdout.write(`  ✗ ${promised.says}\n      ${error instanceof Error ? error.message : error}\n`);
    }
  }
} finally {
  await running.stop();
  rmSync(stateFolder, { recursive: true, force: true });
}
process.stdout.write(`\n${guideSteps.length - failedCount} of ${guideSteps.length} promises held.\n`);
process.exitCode = failedCount === 0 ? 0 : 1;
