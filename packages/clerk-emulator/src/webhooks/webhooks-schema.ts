import { z } from 'zod';
import { testEventGenerations, testEventTypes } from './test-event.ts';

const share = z.number().min(0).max(1);
/** A day: longer than any schedule that a fault is to disturb. */
const delayMs = z.int().min(0).max(86_400_000);

const faults = z.strictObject({
  duplicateShare: share.exactOptional(),
  lossShare: share.exactOptional(),
  answerLossShare: share.exactOptional(),
  corruptSignatureShare: share.exactOptional(),
  delayMs: delayMs.exactOptional(),
  reorderWithinMs: delayMs.exactOptional(),
});

const eventTypes = z.array(z.string().regex(/^[a-zA-Z0-9_.-]{1,128}$/)).max(100);

const endpointChange = z.strictObject({
  url: z.string().max(2048).exactOptional(),
  eventTypes: eventTypes.exactOptional(),
  secrets: z.array(z.string().max(200)).exactOptional(),
  headerPrefix: z.enum(['svix', 'webhook']).exactOptional(),
  isDisabled: z.boolean().exactOptional(),
  faults: faults.exactOptional(),
});

/** Bodies of `/emulator/webhooks`. */
export const bodies = {
  endpoint: endpointChange.extend({ url: z.string().max(2048) }),
  endpointChange,
  rotation: z.strictObject({
    secret: z.string().max(200).exactOptional(),
    overlapMs: z.int().min(0).max(31_536_000_000).exactOptional(),
  }),
  test: z.strictObject({
    type: z.enum(testEventTypes),
    generation: z.enum(testEventGenerations).default('2024'),
  }),
  /** `since`: milliseconds since 1970, or a date as ISO 8601; from the beginning where it is not said. */
  replay: z.strictObject({
    kind: z.enum(['failed', 'missing']),
    since: z
      .union([z.int().min(0), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
      .default(0),
  }),
  resend: z.strictObject({ endpointId: z.string() }),
  faults: faults.extend({ seed: z.int().exactOptional() }),
};
