import type { NameRule } from '../rule/name-rule.ts';
import type { RefusalCode } from './refusal.ts';

/** The names of the output formats. */
export const formatNames = [
  'adblock',
  'hosts',
  'domains',
  'wildcard-domains',
  'dnsmasq',
  'unbound',
  'rpz',
] as const;

export type FormatName = (typeof formatNames)[number];

/** An output format. */
export interface Format {
  readonly name: FormatName;
  /** For people, e.g. `hosts file`. */
  readonly title: string;
  /** Of a file of this format, without its dot. */
  readonly extension: string;
  /** As a `Content-Type` has it, with its character set. */
  readonly mediaType: string;
  /** Begins a comment line. */
  readonly commentMark: '!' | '#' | ';';
  /** Lines that stand between the comments of the header and the rules. */
  readonly preamble?: (lastModified: Date) => readonly string[];
  /** How rules for names are written; without it the lines of the list are kept as they are. */
  readonly names?: NameSyntax;
}

/** How a format writes rules for names. */
export interface NameSyntax {
  /** The lines for a rule that blocks; it is important where an exception above its name does not hold for it. */
  block(rule: NameRule): Written;
  /** The lines for an exception; left out where the format has none. */
  readonly allow?: (rule: NameRule) => Written;
  /**
   * The lines that have to be said again because `name` stands in the list, where the software would else miss them.
   * `isWritten` tells whether a line is in the list.
   */
  readonly repeat?: (name: string, isWritten: (line: string) => boolean) => readonly string[];
  /** Exceptions can be read only where nothing is blocked, as in a list that is subscribed to as an allow list. */
  readonly allowsOnlyAlone?: true;
}

export type Written =
  | {
      readonly lines: readonly string[];
      /** Whether what lies below the name is covered, so that exceptions below it matter. */
      readonly coversBelow: boolean;
      readonly narrowed?: RefusalCode;
    }
  | { readonly refused: RefusalCode };
