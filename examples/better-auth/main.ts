import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from './start-service.ts';
import { walk } from './walk.ts';

const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-better-auth-'));
const service = await startService(stateFolder);
process.once('SIGINT', () => void service.stop().then(() => process.exit(130)));
try {
  await walk(service, stateFolder);
  process.stdout.write('\nEverything went as it should.\n');
} catch (error) {
  process.stdout.write(`\nIt went wrong: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await service.stop();
  rmSync(stateFolder, { recursive: true, force: true });
}
