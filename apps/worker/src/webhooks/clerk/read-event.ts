import {
  isJsonObject,
  readClerkTimeMs,
  readClerkUser,
  readClerkUserId,
} from '../../auth/providers/clerk/clerk-user.ts';
import type { UserProfile } from '../../users/user-store.ts';

/** What every event says of itself. */
interface AnyEvent {
  /** What has happened, such as `user.created`. */
  readonly type: string;
  /** The instance of Clerk in which it has happened; undefined where the event does not say. */
  readonly instanceId: string | undefined;
  /** When it has happened, in milliseconds since 1970; undefined where the event does not say. */
  readonly atMs: number | undefined;
}

/** An event as it concerns us. */
export type ClerkEvent =
  | (AnyEvent & { readonly kind: 'user-changed'; readonly profile: UserProfile })
  | (AnyEvent & { readonly kind: 'user-deleted'; readonly clerkUserId: string })
  /** Of another type: nothing to do. */
  | (AnyEvent & { readonly kind: 'other' })
  /** One of ours, of which nothing can be made. */
  | (Partial<AnyEvent> & {
      readonly kind: 'unusable';
      readonly reason: UnusableReason;
      readonly text: string;
    });

export type UnusableReason = 'not-utf-8' | 'not-json' | 'no-event' | 'no-user-id';

const typeForm = /^(?=.{1,100}$)[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/;

/**
 * Reads an event out of a body (https://clerk.com/docs/guides/development/webhooks/overview). Takes every form in which
 * Clerk and its dashboard send it, the examples of "Send test webhook" included, and never throws.
 *
 * @param messageId of the message that carries it
 */
export function readEvent(body: Uint8Array, messageId: string): ClerkEvent {
  const text = decodeBody(body);
  if (text === undefined) {
    // The one case in which not everything is kept: every broken sequence becomes U+FFFD.
    return { kind: 'unusable', reason: 'not-utf-8', text: new TextDecoder().decode(body) };
  }
  const envelope = parse(text);
  if (envelope === undefined) return { kind: 'unusable', reason: 'not-json', text };
  if (!isJsonObject(envelope) || typeof envelope.type !== 'string' || !typeForm.test(envelope.type)) {
    return { kind: 'unusable', reason: 'no-event', text };
  }

  const { type, instance_id: instance, data } = envelope;
  const atMs = readClerkTimeMs(envelope.timestamp);
  const about = {
    type,
    instanceId: typeof instance === 'string' && instance !== '' ? instance : undefined,
    atMs,
  };
  switch (type) {
    case 'user.created':
    case 'user.updated': {
      const profile = readClerkUser(data, { atMs: atMs ?? 0, messageId });
      if (profile !== undefined) return { ...about, kind: 'user-changed', profile };
      return { ...about, kind: 'unusable', reason: 'no-user-id', text };
    }
    case 'user.deleted': {
      const clerkUserId = isJsonObject(data) ? readClerkUserId(data.id) : undefined;
      if (clerkUserId !== undefined) return { ...about, kind: 'user-deleted', clerkUserId };
      return { ...about, kind: 'unusable', reason: 'no-user-id', text };
    }
    default:
      return { ...about, kind: 'other' };
  }
}

/** Undefined where the bytes are not UTF-8. A byte order mark stays, and makes it no JSON (RFC 8259, section 8.1). */
export function decodeBody(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Undefined where the text is not JSON, which has no such value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
