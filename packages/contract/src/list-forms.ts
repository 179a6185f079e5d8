import { formatNames, targetNames } from '@bloqr/compiler';

/** The output formats by name; `adblock` where a request names none. */
export const formats = formatNames;

/** The programs by name for which a list can be made: each stands for a format and for what that program accepts. */
export const targets = targetNames;

export type FormatName = (typeof formats)[number];
export type TargetName = (typeof targets)[number];
