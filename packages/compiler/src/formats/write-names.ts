import { isComment } from '../rule/comment.ts';
import { formatNameRule, type NameRule } from '../rule/name-rule.ts';
import { BitList } from './bit-list.ts';
import { type Exceptions, findExceptions } from './exceptions.ts';
import type { NameSyntax, Written } from './format.ts';
import { LineSet } from './line-set.ts';
import { parentsOf } from './name-index.ts';
import { readNameRules } from './read-name-rules.ts';
import type { RefusalCode, RefusalLog } from './refusal.ts';

/** A list whose rules were written as names. */
export interface WrittenList {
  readonly ruleCount: number;
  /** The lines; can be run several times. */
  lines(): Iterable<string>;
}

/** Says why software does not take a line; undefined where it does. */
export type LineCheck = (line: string) => RefusalCode | undefined;

/** A rule on its way into the list: its lines, and what there is to say of it. */
interface Candidate {
  /** As it stands in the compiled list. */
  readonly text: string;
  readonly name: string;
  readonly written: Exclude<Written, { refused: RefusalCode }>;
  /** The reading of the rule was narrower than the rule. */
  readonly narrowed: RefusalCode | undefined;
}

/**
 * Writes the rules of a finished list as names. `read` gives the lines of the list and is run three times here and once
 * for each run of the result: first for the rules that act on others, then to find out what is written, then to write.
 * Between the runs a bit is kept for each line, and the exceptions.
 */
export function writeNames(
  read: () => Iterable<string>,
  syntax: NameSyntax,
  check: LineCheck,
  log: RefusalLog,
): WrittenList {
  const exceptions = findExceptions(read());
  const isNew = new BitList();
  const seen = new LineSet();
  const covering = new Set<string>();
  let ruleCount = 0;
  for (const candidate of candidates(read(), syntax, check, exceptions, log)) {
    let isWritten = false;
    for (const line of candidate.written.lines) {
      const isAdded = seen.add(line);
      isNew.push(isAdded);
      isWritten ||= isAdded;
    }
    if (candidate.written.coversBelow && exceptions.parents.has(candidate.name)) covering.add(candidate.name);
    if (isWritten) ruleCount++;
    if (candidate.narrowed !== undefined) log.add(candidate.narrowed, candidate.text);
    if (candidate.written.narrowed !== undefined) log.add(candidate.written.narrowed, candidate.text);
  }
  const allowed = writeExceptions(syntax, check, exceptions, covering, ruleCount === 0, log);
  for (const { lines } of allowed) for (const line of lines) seen.add(line);
  return {
    ruleCount: ruleCount + allowed.length,
    *lines() {
      const repeated = new Set<string>();
      const repeat = (name: string) => {
        for (const line of syntax.repeat?.(name, (one) => seen.has(one)) ?? []) repeated.add(line);
      };
      let index = 0;
      for (const { name, written } of candidates(read(), syntax, check, exceptions, undefined)) {
        for (const line of written.lines) if (isNew.has(index++)) yield line;
        repeat(name);
      }
      for (const { name, lines } of allowed) {
        yield* lines;
        repeat(name);
      }
      yield* repeated;
    },
  };
}

/** The blocking rules that can be written, in order. */
function* candidates(
  lines: Iterable<string>,
  syntax: NameSyntax,
  check: LineCheck,
  { disabled, allowed, allowedFirmly }: Exceptions,
  log: RefusalLog | undefined,
): Generator<Candidate, void, void> {
  for (const line of lines) {
    const text = line.trim();
    if (!isRule(text) || disabled.has(text)) continue;
    for (const reading of readNameRules(text)) {
      if (reading.kind === 'refused') log?.add(reading.code, text);
      if (reading.kind !== 'rule') continue;
      const { rule, narrowed } = reading;
      if (rule.action === 'allow') {
        if (narrowed !== undefined) log?.add(narrowed, text);
        continue;
      }
      const scope = (rule.isImportant ? allowedFirmly : allowed).remainderOf(rule.name, rule.scope);
      if (scope === undefined) continue;
      const written = refine(
        syntax.block({ ...rule, scope, isImportant: allowed.coversFromAbove(rule.name) }),
        check,
      );
      if ('refused' in written) {
        log?.add(written.refused, text);
        continue;
      }
      yield { text, name: rule.name, written, narrowed };
    }
  }
}

/** No comment, not blank, and not the line that says that a list is for ad blockers. */
function isRule(text: string): boolean {
  return text !== '' && !isComment(text) && !/^\[[^\]]*\]$/.test(text);
}

/** Lets the software have its say about what the format wrote. */
function refine(written: Written, check: LineCheck): Written {
  if ('refused' in written) return written;
  for (const line of written.lines) {
    const refused = check(line);
    if (refused !== undefined) return { refused };
  }
  return written;
}

/** The exceptions that are written, with their lines. Where they cannot be written, it matters whether something above is blocked. */
function writeExceptions(
  syntax: NameSyntax,
  check: LineCheck,
  { allowed }: Exceptions,
  covering: ReadonlySet<string>,
  isAlone: boolean,
  log: RefusalLog,
): readonly { readonly name: string; readonly lines: readonly string[] }[] {
  const exceptions: { readonly name: string; readonly lines: readonly string[] }[] = [];
  const canAllow = syntax.allowsOnlyAlone === undefined || isAlone;
  for (const [name, scope] of allowed.entries()) {
    if (allowed.coversFromAbove(name)) continue;
    const rule: NameRule = { name, scope, action: 'allow', isImportant: false };
    const isNeeded = isBelowAny(name, covering);
    if (syntax.allow === undefined || !canAllow) {
      log.add(isNeeded ? 'exception-without-effect' : 'narrowed-exception', formatNameRule(rule));
      continue;
    }
    const written = refine(syntax.allow(rule), check);
    if (!('refused' in written)) exceptions.push({ name, lines: written.lines });
    else if (isNeeded) log.add(written.refused, formatNameRule(rule));
    else log.add('narrowed-exception', formatNameRule(rule));
  }
  return exceptions;
}

function isBelowAny(name: string, covering: ReadonlySet<string>): boolean {
  if (covering.size === 0) return false;
  for (const parent of parentsOf(name)) if (covering.has(parent)) return true;
  return false;
}
