import type { OptionValues } from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { say } from '../io/standard-streams.ts';
import { clerkCommand } from './clerk-command.ts';
import { type MigrationAction, migrateAccounts } from './migrate-accounts.ts';
import { readExport } from './read-export.ts';
import { openMigrationReport } from './report-migration.ts';
import type { StepTaker } from './take-step.ts';

/**
 * Runs `bloqr clerk migrate`.
 *
 * @throws CommandError with reason `usage`, `service`, or `findings` where not everybody or everything came along
 */
export async function runMigrate(options: OptionValues, taker: StepTaker): Promise<void> {
  const action = chooseAction(options);
  const file = options.last('export');
  if (file !== undefined && action !== 'migrate')
    throw usageError(clerkCommand, `--export has no meaning with --${action}.`);
  const exported = file === undefined ? { users: [], unknownColumns: [] } : await readExport(file);
  if (exported.unknownColumns.length > 0)
    say(`bloqr: Columns of ${file} that are left aside: ${exported.unknownColumns.join(', ')}.\n`);
  const report = openMigrationReport(options.last('report'));
  const dryRun = options.has('dry-run');
  try {
    const unreadable = await migrateAccounts({
      ...taker,
      action,
      dryRun,
      exported: exported.users,
      onRow: report.add,
    });
    report.end({ dryRun, unreadable, isJson: options.has('json') });
  } finally {
    report.close();
  }
}

function chooseAction(options: OptionValues): MigrationAction {
  if (options.has('undo') && options.has('finish'))
    throw usageError(clerkCommand, 'Give --undo or --finish, not both.');
  if (options.has('undo')) return 'undo';
  return options.has('finish') ? 'finish' : 'migrate';
}
