// Stands in for wrangler where tests have no account: it keeps what was made in one file, and writes down how it was called.
// It says what the real one says as far as our commands read it, and nothing about what Cloudflare would do.
// STAND_IN_FOLDER is where it keeps both; the file `fails` there lists commands, one a line, that fail. Where STAND_IN_WRANGLER names the
// real one, that is asked whatever needs no account: dry runs, and of databases what it says of local ones.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.STAND_IN_FOLDER;
const args = process.argv.slice(2);
const input = await readInput();
const stateFile = join(folder, 'state.json');
const state = existsSync(stateFile)
  ? JSON.parse(readFileSync(stateFile, 'utf8'))
  : { databases: [], namespaces: [], buckets: [], queues: [], secrets: [], isDeployed: false, pending: [] };
appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify({ args, hasInput: input !== '' })}\n`);

const failing = existsSync(join(folder, 'fails'))
  ? readFileSync(join(folder, 'fails'), 'utf8').split('\n')
  : [];
const words = args.join(' ');
if (failing.some((command) => command !== '' && words.startsWith(command))) {
  process.stderr.write(
    '\n\u001b[31m✘ \u001b[41;31m[\u001b[41;97mERROR\u001b[41;31m]\u001b[0m The stand-in was told to fail.\n\n',
  );
  process.exit(1);
}

const real = process.env.STAND_IN_WRANGLER;
const isOfDatabase = /^d1 (?:execute|migrations) /.test(words);
if (real !== undefined && (isOfDatabase || (args[0] === 'deploy' && args.includes('--dry-run')))) {
  const local = args.map((word) => (word === '--remote' ? '--local' : word));
  const { status } = spawnSync(process.execPath, [real, ...local], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exit(status ?? 1);
}

const answers = {
  whoami: () => say('You are logged in with a stand-in.'),
  'd1 list': () => json(state.databases),
  'd1 create': (name) => state.databases.push({ uuid: newId(), name }),
  'd1 migrations list': () =>
    say(
      state.pending.length === 0
        ? '✅ No migrations to apply!'
        : `Migrations to be applied:\n┌─────┐\n│ Name │\n├─────┤\n${state.pending.map((name) => `│ ${name} │\n`).join('')}└─────┘`,
    ),
  'd1 migrations apply': () => {
    state.pending = [];
  },
  'd1 time-travel info': () => json({ bookmark: '00000001-00000002-00000003-0123456789abcdef' }),
  'kv namespace list': () => json(state.namespaces),
  'kv namespace create': (title) => state.namespaces.push({ id: newId().replaceAll('-', ''), title }),
  'r2 bucket list': () =>
    say(state.buckets.map((name) => `name:           ${name}\ncreation_date:  2026-01-01`).join('\n\n')),
  'r2 bucket create': (name) => state.buckets.push(name),
  'queues list': () =>
    say(state.queues.map((name) => `│ ${newId().replaceAll('-', '')} │ ${name} │ 2026-01-01 │`).join('\n')),
  'queues create': (name) => state.queues.push(name),
  'secret list': () => {
    if (state.isDeployed || state.secrets.length > 0) return json(state.secrets.map((name) => ({ name })));
    process.stderr.write('✘ [ERROR] Worker "bloqr-backend" not found.\n');
    process.exitCode = 1;
  },
  'secret put': (name) => {
    if (input.trim() === '') throw new Error('no value came in');
    if (!state.secrets.includes(name)) state.secrets.push(name);
  },
  deploy: () => {
    if (args.includes('--dry-run'))
      return say('Total Upload: 1000.00 KiB / gzip: 200.00 KiB\n--dry-run: exiting now.');
    state.isDeployed = true;
    const entry = {
      type: 'deploy',
      version: 1,
      version_id: '11111111-2222-3333-4444-555555555555',
      targets: [process.env.STAND_IN_TARGET ?? 'https://bloqr-backend.example.workers.dev'],
    };
    if (process.env.WRANGLER_OUTPUT_FILE_PATH)
      appendFileSync(process.env.WRANGLER_OUTPUT_FILE_PATH, `${JSON.stringify(entry)}\n`);
  },
};

const command = Object.keys(answers)
  .toSorted((one, other) => other.length - one.length)
  .find((name) => words === name || words.startsWith(`${name} `));
if (command === undefined) {
  process.stderr.write(`The stand-in does not know: wrangler ${words}\n`);
  process.exit(1);
}
answers[command](args[command.split(' ').length]);
writeFileSync(stateFile, JSON.stringify(state));

function json(value) {
  say(JSON.stringify(value, undefined, 2));
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function newId() {
  const count = state.databases.length + state.namespaces.length + state.queues.length + 1;
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

async function readInput() {
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  return text;
}
