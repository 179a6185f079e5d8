/** A step of the set-up guide, docs/clerk-setup.md. */
export type GuideStep =
  | 'Step 1'
  | 'Step 2'
  | 'Step 3'
  | 'Step 4'
  | 'Step 5'
  | 'Step 6'
  | 'Step 7'
  | 'Step 8'
  | 'Step 9a'
  | 'Step 9b'
  | 'Step 9c'
  | 'Step 9d'
  | 'Step 9e'
  | 'Step 9f'
  | 'Step 9g'
  | 'Security checklist';

/** A variable that the product knows: everything that is said about it anywhere comes from here. */
export interface Variable {
  readonly name: string;
  /** A secret is never printed, never stands in wrangler.toml, and is kept by `wrangler secret put`. */
  readonly kind: 'public' | 'secret';
  /** Who reads it: the Worker, the scripts that start things on this machine, or the command. */
  readonly reader: 'worker' | 'scripts' | 'command';
  /** What it is for, in sentences. */
  readonly purpose: string;
  /** Where its value comes from; what counts where it is not set. */
  readonly from: string;
  /** Absent where the guide does not name it. */
  readonly step?: GuideStep;
  /** A value of the right form that is nobody's. */
  readonly example: string;
  readonly group: VariableGroup;
}

export const variableGroups = [
  'This machine',
  'The service',
  'Clerk',
  'Better Auth',
  'Cloudflare Access',
  'The command',
] as const;

export type VariableGroup = (typeof variableGroups)[number];
