import { testEvents } from './test-events.data.ts';

/** Event types that "Send test webhook" offers. */
export const testEventTypes = ['user.created', 'user.updated', 'user.deleted'] as const;
export type TestEventType = (typeof testEventTypes)[number];

/**
 * Which examples: `2024` are the ones of Clerk's description of its webhooks, `2022` the ones before, and `2022-bare` those
 * as they came before events had `timestamp` and `event_attributes`.
 */
export const testEventGenerations = ['2024', '2022', '2022-bare'] as const;
export type TestEventGeneration = (typeof testEventGenerations)[number];

/** A body of "Send test webhook". */
export interface TestEvent {
  readonly object: 'event';
  readonly type: TestEventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The example of an event type. Its user exists nowhere, so Clerk's Backend API does not know the id. */
export function createTestEvent(type: TestEventType, generation: TestEventGeneration): TestEvent {
  return testEvents[generation][type];
}
