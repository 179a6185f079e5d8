import { CommandError } from '../command-error.ts';
import { readText } from '../io/read-text.ts';

/** A line of the dashboard's export of users, as far as it matters. */
export interface ExportedUser {
  readonly id: string;
  /** Empty where there is no password. */
  readonly digest: string;
  readonly hasher: string;
  readonly hasSecondFactor: boolean;
}

export interface ReadExport {
  readonly users: readonly ExportedUser[];
  /** Columns that nothing is made of, though they are none that the export is known to have. */
  readonly unknownColumns: readonly string[];
}

/** The columns that Clerk writes (https://clerk.com/docs/guides/development/migrating/overview). */
const needed = ['id', 'password_digest', 'password_hasher'] as const;
const known: ReadonlySet<string> = new Set([
  ...needed,
  'totp_secret',
  'first_name',
  'last_name',
  'username',
  'primary_email_address',
  'primary_phone_number',
  'verified_email_addresses',
  'unverified_email_addresses',
  'verified_phone_numbers',
  'unverified_phone_numbers',
]);
const idForm = /^user_[A-Za-z0-9]{1,64}$/;

/**
 * Reads the export: CSV with quoted fields (RFC 4180), with or without a byte order mark. Whatever else is not as it should be
 * ends it before anything is done: a broken file is most likely not the export at all.
 *
 * @throws CommandError with reason `usage`
 */
export async function readExport(file: string): Promise<ReadExport> {
  const text = readText(file, (reason) =>
    fail('export-not-readable', `${file} cannot be read: ${reason ?? 'there is no such file'}.`),
  );
  const [header, ...lines] = await parse(file, text);
  if (header === undefined) throw fail('export-invalid', `${file} is empty.`);
  const columns = new Map(header.fields.map((name, index) => [name, index]));
  const missing = needed.filter((name) => !columns.has(name));
  if (columns.size < header.fields.length) throw fail('export-invalid', `${file} has a column twice.`);
  if (missing.length > 0)
    throw fail(
      'export-invalid',
      `${file} is no export of Clerk's users: it has no column ${missing.join(', ')}.`,
    );

  const users = new Map<string, ExportedUser>();
  for (const { fields, line } of lines) {
    const read = (name: string): string => fields[columns.get(name) ?? -1] ?? '';
    const id = read('id');
    if (!idForm.test(id))
      throw fail('export-invalid', `${file}, line ${line}: the id is not that of a user.`);
    if (users.has(id)) throw fail('export-invalid', `${file}, line ${line}: ${id} is there twice.`);
    users.set(id, {
      id,
      digest: read('password_digest'),
      hasher: read('password_hasher'),
      hasSecondFactor: read('totp_secret') !== '',
    });
  }
  return { users: [...users.values()], unknownColumns: header.fields.filter((name) => !known.has(name)) };
}

interface Line {
  readonly fields: readonly string[];
  /** The line of the file in which it ends. */
  readonly line: number;
}

/** csv-parse is loaded with the first export. */
async function parse(file: string, text: string): Promise<readonly Line[]> {
  const { CsvError, parse: parseCsv } = await import('csv-parse/sync');
  const lines: Line[] = [];
  try {
    parseCsv(text, {
      skip_empty_lines: true,
      on_record: (fields: readonly string[], { lines: line }) => {
        lines.push({ fields, line });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Its own sentence may have a field in it.
    throw fail('export-invalid', `${file} is no CSV: ${error.code}, line ${String(error.lines)}.`);
  }
}

function fail(code: string, message: string): CommandError {
  return new CommandError('usage', code, message);
}
