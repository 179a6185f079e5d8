import { escapeControls } from '../command-line/escape-controls.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { writeResult } from '../io/standard-streams.ts';
import { adminCommand } from './admin-command.ts';
import { createAskWrangler } from './ask-wrangler.ts';
import { type AdminAccount, changeAdmins, readAdmins } from './change-admins.ts';

const reasonLengthMax = 500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const controls = /[\u0000-\u001f\u007f]/;

/**
 * Runs `bloqr admin`.
 *
 * @throws CommandError with reason `service` where the database cannot be asked, or something may not be
 */
export async function runAdmin(args: readonly string[]): Promise<void> {
  const options = parseOptions(adminCommand, args);
  if (options.has('help')) return writeResult(formatHelp(adminCommand));
  const [action, who] = options.operands;
  const isJson = options.has('json');
  const isRemote = options.has('remote');
  const reason = options.last('reason') ?? 'bloqr admin';
  if (action !== 'grant' && action !== 'revoke' && action !== 'list')
    throw usageError(adminCommand, `There is no bloqr admin ${action}, only grant, revoke and list.`);
  if ((action === 'list') !== (who === undefined))
    throw usageError(
      adminCommand,
      action === 'list'
        ? 'list takes nothing more.'
        : `Who is missing: bloqr admin ${action} <e-mail or id>.`,
    );
  if (reason.length > reasonLengthMax || controls.test(`${reason}${who ?? ''}`))
    throw usageError(
      adminCommand,
      `Texts have no control characters, and a reason ${reasonLengthMax} at most.`,
    );

  const ask = createAskWrangler(isRemote, process.cwd(), process.env);
  if (who === undefined) {
    const accounts = await readAdmins(ask);
    return writeResult(isJson ? toJson(accounts) : formatAccounts(accounts));
  }
  const account = await changeAdmins(ask, {
    action: action === 'grant' ? 'grant' : 'revoke',
    who,
    reason,
    // Locally nobody else signs up.
    isUnverifiedTaken: !isRemote || options.has('unverified'),
    newId: () => crypto.randomUUID(),
  });
  writeResult(isJson ? toJson(account) : formatAccounts([account]));
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function formatAccounts(accounts: readonly AdminAccount[]): string {
  if (accounts.length === 0) return 'Nobody administers this service.\n';
  return accounts
    .map(({ id, email, tier, provider, banned }) => {
      const name = escapeControls(email ?? '(no address)');
      return `${id}  ${tier}  ${provider}  ${name}${banned ? '  banned' : ''}\n`;
    })
    .join('');
}
