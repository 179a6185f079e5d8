import { accountSteps } from './account-steps.ts';
import { operatingSteps } from './operating-steps.ts';
import type { Promised } from './promise.ts';
import { settingUpSteps } from './setting-up-steps.ts';

/** The promises of the guide in its order. Those who come later build on what the earlier ones did. */
export const guideSteps: readonly Promised[] = [...settingUpSteps, ...accountSteps, ...operatingSteps];
