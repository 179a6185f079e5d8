import type { BoundResource, Deployment } from './deployment.ts';
import { resourceKinds } from './resource-kinds.ts';

/** What there is at Cloudflare. */
export interface Account {
  /** The ids by name of each kind that is bound. */
  readonly resources: ReadonlyMap<BoundResource['kind'], ReadonlyMap<string, string>>;
  /** The names of the Worker's secrets. */
  readonly secrets: ReadonlySet<string>;
}

/** One thing, and what is to be done about it. */
export type ProvisionStep =
  | { readonly kind: 'exists'; readonly what: string }
  /** `resource` is there, or comes with the step before, and wrangler.toml is to say which it is. */
  | {
      readonly kind: 'write-id';
      readonly what: string;
      readonly resource: BoundResource;
      readonly id: string;
    }
  | {
      readonly kind: 'create';
      readonly what: string;
      readonly resource: BoundResource;
      readonly command: readonly string[];
    }
  | {
      readonly kind: 'put-secret';
      readonly what: string;
      readonly name: string;
      readonly value: string;
      readonly command: readonly string[];
    }
  | {
      readonly kind: 'by-hand';
      readonly what: string;
      readonly why: string;
      readonly command?: readonly string[];
    };

/** Secrets without which something that the guide promises does not work, by who signs people in. */
const wantedSecrets = {
  clerk: ['CLERK_SECRET_KEY', 'CLERK_WEBHOOK_SECRET'],
  'better-auth': ['BETTER_AUTH_SECRET'],
} as const;

export interface PlanParts {
  readonly deployment: Deployment;
  /** `--env preview`, or nothing for the top level. */
  readonly environmentFlags: readonly string[];
  readonly account: Account;
  /** Values by name, from whoever runs the command. */
  readonly given: Readonly<Record<string, string>>;
  /** A new secret of 256 bits as text. */
  readonly makeSecret: () => string;
}

/** Says for everything that is wanted what is to be done. What exists is left alone. */
export function planProvision(parts: PlanParts): readonly ProvisionStep[] {
  const { deployment, account } = parts;
  return [
    ...deployment.resources.map((resource) => planResource(resource, account)),
    ...listSecretNames(parts).map((name) => planSecret(name, parts)),
  ];
}

function planResource(resource: BoundResource, { resources }: Account): ProvisionStep {
  const { kind, name, id, idText } = resource;
  const { title, create } = resourceKinds[kind];
  const what = `${title} ${name}`;
  const found = resources.get(kind)?.get(name);
  if (found === undefined && id === undefined)
    return { kind: 'create', what, resource, command: create(name) };
  if (found === undefined)
    return {
      kind: 'by-hand',
      what,
      why: `wrangler.toml names the id ${id}, which this account has not under that name`,
    };
  if (idText === undefined || id === found) return { kind: 'exists', what };
  if (id === undefined) return { kind: 'write-id', what, resource, id: found };
  return { kind: 'by-hand', what, why: `wrangler.toml names the id ${id}, this account has ${found}` };
}

/** Those that are given, and those that are wanted. */
function listSecretNames({ deployment, account, given }: PlanParts): readonly string[] {
  const known = [...Object.keys(deployment.variables), ...account.secrets, ...Object.keys(given)];
  const list = deployment.variables.AUTH_PROVIDERS ?? given.AUTH_PROVIDERS;
  const hasClerk = known.some((name) => name.startsWith('CLERK_'));
  const providers = list?.split(',').map((name) => name.trim()) ?? [hasClerk ? 'clerk' : 'better-auth'];
  const wanted = (['clerk', 'better-auth'] as const).flatMap((name) =>
    providers.includes(name) ? wantedSecrets[name] : [],
  );
  return [...new Set([...wanted, ...Object.keys(given)])];
}

function planSecret(
  name: string,
  { deployment, environmentFlags, account, given, makeSecret }: PlanParts,
): ProvisionStep {
  const what = `secret ${name}`;
  const command = ['secret', 'put', name, ...environmentFlags];
  if (account.secrets.has(name)) return { kind: 'exists', what };
  if (Object.hasOwn(deployment.variables, name))
    return { kind: 'by-hand', what, why: 'wrangler.toml has it in [vars]: one of both places is enough' };
  const value = given[name] ?? (name === 'BETTER_AUTH_SECRET' ? makeSecret() : undefined);
  if (value !== undefined) return { kind: 'put-secret', what, name, value, command };
  return { kind: 'by-hand', what, why: 'no value was given, see --secrets-file', command };
}
