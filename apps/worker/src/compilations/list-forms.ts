import type { ConfigResponse } from '@bloqr/contract';

/** The formats that can be made, as they are shown to people. */
export function listFormats(): ConfigResponse['formats'] {
  return [{ name: 'adblock', title: 'Adblock-style rules', extension: 'txt', mediaType: 'text/plain' }];
}

/** The programs for which a list can be made. */
export function listTargets(): ConfigResponse['targets'] {
  return [];
}
