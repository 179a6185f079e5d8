import type { ClerkEvent } from './read-event.ts';
import type { WebhookEffect } from './webhook-store.ts';

/**
 * What an event has us do.
 *
 * @param ownInstanceId the instance of Clerk whose events count; undefined where those of all do
 */
export function decideEffect(event: ClerkEvent, ownInstanceId: string | undefined): WebhookEffect {
  const { instanceId } = event;
  if (ownInstanceId !== undefined && instanceId !== undefined && instanceId !== ownInstanceId) {
    return { kind: 'nothing', outcome: 'other-instance' };
  }
  switch (event.kind) {
    case 'user-changed':
      return { kind: 'complete-user', profile: event.profile };
    case 'user-deleted':
      return { kind: 'delete-user', clerkUserId: event.clerkUserId };
    case 'other':
      return { kind: 'nothing', outcome: 'ignored' };
    case 'unusable':
      return { kind: 'keep-dead-letter', reason: event.reason, text: event.text };
  }
}
