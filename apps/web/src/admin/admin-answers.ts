import { type ListedKey, readKey } from '../keys/api-keys.ts';
import { countOf, type Fields, fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** A page of a list that goes on. */
export interface AdminList<Entry> {
  readonly entries: readonly Entry[];
  readonly nextCursor: string | undefined;
}

export interface ListedUser {
  readonly id: string;
  readonly label: string;
  readonly email: string;
  /** The providers at which the person can sign in, as a text. */
  readonly signsInWith: string;
  readonly subject: string;
  readonly tier: string;
  readonly role: string;
  readonly isBanned: boolean;
  readonly createdAt: string;
  readonly lastSignInAt: string | undefined;
}

export interface UserDetail extends ListedUser {
  readonly keys: readonly ListedKey[];
  readonly deliveries: readonly ListedDelivery[];
  readonly changesUnderWay: number;
}

export interface ListedDelivery {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly outcome: string;
  readonly receivedAt: string;
  readonly lagMs: number | undefined;
  readonly hasBody: boolean;
}

export interface DeliveryDetail extends ListedDelivery {
  readonly body: string | undefined;
  readonly deadLetterReason: string;
}

export interface ListedAct {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly userId: string;
  readonly targetId: string;
  readonly reason: string;
  readonly change: string;
  readonly requestId: string;
}

/** Reads a list under its name; undefined where there is none. */
export function readAdminList<Entry>(
  name: string,
  read: (entry: Fields) => Entry,
): (value: unknown) => AdminList<Entry> | undefined {
  return (value) => {
    const answer = fieldsOf(value);
    if (!Array.isArray(answer[name])) return undefined;
    return {
      entries: listOf(answer[name]).map((entry) => read(fieldsOf(entry))),
      nextCursor: textOf(answer.nextCursor) || undefined,
    };
  };
}

export function readUser(user: Fields): ListedUser {
  const email = textOf(user.email);
  return {
    id: textOf(user.id),
    label: textOf(user.displayName).trim() || email || textOf(user.subject),
    email,
    signsInWith: listOf(user.signInProviders)
      .map((name) => textOf(name))
      .join(', '),
    subject: textOf(user.subject),
    tier: textOf(user.tier),
    role: textOf(user.role),
    isBanned: user.banned === true,
    createdAt: textOf(user.createdAt),
    lastSignInAt: textOf(user.lastSignInAt) || undefined,
  };
}

export function readUserDetail(value: unknown): UserDetail | undefined {
  const user = fieldsOf(value);
  if (textOf(user.id) === '') return undefined;
  return {
    ...readUser(user),
    keys: listOf(user.keys).map(readKey),
    deliveries: listOf(user.deliveries).map((entry) => readDelivery(fieldsOf(entry))),
    changesUnderWay: countOf(user.changesUnderWay),
  };
}

export function readDelivery(delivery: Fields): ListedDelivery {
  return {
    id: textOf(delivery.id),
    type: textOf(delivery.type) || 'unknown',
    subject: textOf(delivery.subject),
    outcome: textOf(delivery.outcome),
    receivedAt: textOf(delivery.receivedAt),
    lagMs: typeof delivery.lagMs === 'number' ? delivery.lagMs : undefined,
    hasBody: delivery.hasBody === true,
  };
}

export function readDeliveryDetail(value: unknown): DeliveryDetail | undefined {
  const delivery = fieldsOf(value);
  if (textOf(delivery.id) === '') return undefined;
  return {
    ...readDelivery(delivery),
    body: typeof delivery.body === 'string' ? indent(delivery.body) : undefined,
    deadLetterReason: textOf(delivery.deadLetterReason),
  };
}

/** JSON on lines of its own; other text as it is. */
function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

export function readAct(act: Fields): ListedAct {
  const actor = fieldsOf(act.actor);
  return {
    id: textOf(act.id),
    at: textOf(act.at),
    actor: textOf(actor.subject) || textOf(actor.userId),
    action: textOf(act.action).replaceAll('-', ' '),
    userId: textOf(act.userId),
    targetId: textOf(act.targetId),
    reason: textOf(act.reason),
    change: describeChange(fieldsOf(act.before), fieldsOf(act.after)),
    requestId: textOf(act.requestId),
  };
}

/** What is another after than before: `tier: free → pro`. */
export function describeChange(before: Fields, after: Fields): string {
  const show = (value: unknown): string =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return Object.keys({ ...before, ...after })
    .filter((name) => show(before[name]) !== show(after[name]))
    .map((name) => `${name}: ${show(before[name])} → ${show(after[name])}`)
    .join(', ');
}
