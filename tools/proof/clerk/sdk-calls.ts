import { instanceCalls } from './instance-calls.ts';
import type { SdkCall } from './sdk-scene.ts';
import { sessionCalls } from './session-calls.ts';
import { userCalls } from './user-calls.ts';
import { verificationCalls } from './verification-calls.ts';

/** Every call of the SDK that the product or its guide uses, and the rest of what is emulated. */
export const sdkCalls: readonly SdkCall[] = [
  ...userCalls,
  ...sessionCalls,
  ...instanceCalls,
  ...verificationCalls,
];
