import type { FormatName, NameSyntax } from '../formats/format.ts';
import type { RefusalCode } from '../formats/refusal.ts';

/** The names of the software that lists are written for. */
export const targetNames = [
  'adguard-home',
  'pihole',
  'pihole-5',
  'ublock-origin',
  'adguard',
  'blocky',
  'dnsmasq',
  'unbound',
  'bind',
  'technitium',
] as const;

export type TargetName = (typeof targetNames)[number];

/** A software that reads lists. */
export interface Target {
  readonly name: TargetName;
  readonly software: string;
  /** Which versions are meant, in words. */
  readonly versions: string;
  readonly format: FormatName;
  /** What to paste where, in plain text; `<address>` stands for the address of the list, `<file>` for its path. */
  readonly instructions: string;
  /** Where the software says, or shows, what it accepts. */
  readonly sources: readonly string[];
  /** How rules for names are written, where that is not the way of the format. */
  readonly names?: NameSyntax;
  /** What is made of a rule that is otherwise kept as it is. */
  readonly adapt?: (line: string) => string;
  /** Why the software does not take a line of the list, or would read it otherwise; undefined where it takes it. */
  check(line: string): RefusalCode | undefined;
  /**
   * The same of a line in somebody's list, which may have other forms that the software reads and we do not write.
   * Without it `check` tells.
   */
  readonly judge?: (line: string) => RefusalCode | undefined;
  /** Whether a comment would make the software give up the list. */
  readonly isHarmfulComment?: (line: string) => boolean;
}
