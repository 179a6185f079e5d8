import { parseAccessSettings } from '@bloqr/contract';
import { idle, judge, type Probe } from './check.ts';
import type { Setup } from './setup.ts';
import { isUsable } from './variable-probes.ts';

const names = ['CF_ACCESS_TEAM_DOMAIN', 'CF_ACCESS_AUD'] as const;

export const accessProbes = {
  'access-both-or-neither': async (setup) => {
    const stored = await setup.listSecrets();
    const [team, audience] = names.map(
      (name) => Boolean(setup.values[name]?.trim()) || stored?.has(name) === true,
    );
    if (!team && !audience) return judge([], 'neither: it is off');
    return judge(
      team === audience ? [] : [`${team ? names[0] : names[1]} is set, and the other one is not.`],
      'both',
    );
  },
  'access-well-formed': ({ values, environment }) =>
    names.every((name) => isUsable(values[name]))
      ? judge(parseAccessSettings(values, environment).faults)
      : idle,
} satisfies Record<string, Probe<Setup>>;
