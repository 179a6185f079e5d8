import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr logs`. */
export const logsCommand: CommandDefinition = {
  name: 'logs',
  summary: 'Makes the log of a service readable.',
  usage: ['wrangler tail --format json | bloqr logs [options]', 'bloqr logs [options] <file>'],
  operands: { value: 'file', min: 0, max: 1 },
  options: [
    { long: 'route', value: 'path', help: 'Only this route, as it is declared; * stands for anything.' },
    { long: 'status', value: 'status', isRepeatable: true, help: 'Only this status, 404, or 5xx.' },
    { long: 'request', value: 'id', help: 'Only the request with this id (X-Request-Id of its answer).' },
    { long: 'event', value: 'name', help: 'Only calls with a line of this event, e.g. webhook or compile.' },
    { long: 'errors', help: 'Only what somebody should look at.' },
    { long: 'summary', help: 'Print sums at the end instead of the lines.' },
    { long: 'json', help: 'Print the lines as they were written, one a line.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'Reads lines of the Worker, or what wrangler tail writes, and passes over everything else. Addresses, headers and\nbodies that wrangler tail knows are never shown. A call of which one line is wanted is shown with all of its lines.',
  ],
};
