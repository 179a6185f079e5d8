import { isNullAddress } from '../rule/dns-name.ts';
import type { NameScope } from '../rule/name-rule.ts';
import { type ForeignLine, rulesLine, structureLine } from './foreign-line.ts';
import { readForeignName } from './foreign-name.ts';

const ttlAndClass = '(?:(?:\\d+[smhdwSMHDW]?|IN|in)\\s+){0,2}';
const directive = /^\$(TTL|ORIGIN|INCLUDE|GENERATE)(?:\s+(\S+))?/i;
const structureRecord = new RegExp(`^(?:[^\\s"()]*\\s+)?${ttlAndClass}(?:SOA|NS)\\s+\\S`);
const policyRecord = new RegExp(`^([^\\s"();]+)\\s+${ttlAndClass}CNAME\\s+(\\S+)$`, 'i');
const addressRecord = new RegExp(`^([^\\s"();]+)\\s+${ttlAndClass}(?:A|AAAA)\\s+([0-9a-fA-F.:]+)$`, 'i');
const triggers = /(?:^|\.)rpz-(?:ip|client-ip|nsip|nsdname)$/i;

/** What reading the lines of a zone file needs to know of the lines before. */
export interface ZoneState {
  /** The name that owners of records are below, where `$ORIGIN` says it. */
  origin: string;
  /** Within the parentheses of a record that goes over several lines. */
  isOpen: boolean;
}

/**
 * Reads a line of a response policy zone (https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00, sections 3
 * and 4.1); undefined for any other line. A trigger that is no name, an action that rewrites, and a record that answers
 * something are complained about.
 */
export function readRpzLine(line: string, state: ZoneState): ForeignLine | undefined {
  const text = line.replace(/(^|\s);.*$/s, '').trim();
  if (state.isOpen) return readOpenRecord(text, state);
  if (text === '') return line.trimStart().startsWith(';') ? structureLine : undefined;
  const found = directive.exec(text);
  if (found !== null) return readDirective((found[1] ?? '').toUpperCase(), found[2] ?? '', state);
  if (structureRecord.test(text)) {
    state.isOpen = text.includes('(') && !text.includes(')');
    return structureLine;
  }
  const policy = policyRecord.exec(text);
  if (policy !== null) return readPolicy(policy[1] ?? '', (policy[2] ?? '').toLowerCase(), state);
  const address = addressRecord.exec(text);
  if (address === null || !/[.:]/.test(address[2] ?? '')) return undefined;
  return isNullAddress(address[2] ?? '')
    ? readOwner(address[1] ?? '', 'block', state)
    : notBlocking('A record with an address answers and does not block.');
}

/** The rest of an SOA record: numbers and times, up to the closing parenthesis. Anything else ends it. */
function readOpenRecord(text: string, state: ZoneState): ForeignLine | undefined {
  if (!/^[\dsmhdw\s]*\)?$/i.test(text)) {
    state.isOpen = false;
    return readRpzLine(text, state);
  }
  if (text.endsWith(')')) state.isOpen = false;
  return structureLine;
}

function readDirective(name: string, value: string, state: ZoneState): ForeignLine {
  if (name === 'ORIGIN') state.origin = value.toLowerCase();
  return name === 'TTL' || name === 'ORIGIN' ? structureLine : notBlocking(`$${name} is not followed.`);
}

function readPolicy(owner: string, target: string, state: ZoneState): ForeignLine {
  if (target === '.' || target === '*.' || target === 'rpz-drop.') return readOwner(owner, 'block', state);
  if (target === 'rpz-passthru.') return readOwner(owner, 'allow', state);
  return notBlocking(`The action ${target} answers or slows and does not block.`);
}

function readOwner(owner: string, action: 'block' | 'allow', state: ZoneState): ForeignLine {
  const relative = toRelative(owner, state.origin);
  if (relative === undefined) {
    return rulesLine([], {
      code: 'rpz-owner-absolute',
      message: `${owner} is not within a zone whose $ORIGIN is known.`,
    });
  }
  const scope: NameScope = relative.startsWith('*.') ? 'below' : 'name';
  const name = readForeignName(scope === 'below' ? relative.slice(2) : relative);
  if (name === undefined || triggers.test(name)) return notBlocking(`${owner} is no name of a question.`);
  return { kind: 'record', rule: { name, scope, action } };
}

/** The name that an owner is the trigger for; undefined for an absolute one outside the zone. */
function toRelative(owner: string, origin: string): string | undefined {
  if (!owner.endsWith('.')) return owner;
  const suffix = `.${origin}`;
  return origin.endsWith('.') && owner.toLowerCase().endsWith(suffix)
    ? owner.slice(0, -suffix.length)
    : undefined;
}

function notBlocking(message: string): ForeignLine {
  return rulesLine([], { code: 'rpz-line-not-blocking', message });
}
