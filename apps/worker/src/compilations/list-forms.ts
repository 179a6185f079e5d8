import { formats, targets } from '@bloqr/compiler';
import type { ConfigResponse } from '@bloqr/contract';

/** The formats that can be made, as they are shown to people. */
export function listFormats(): ConfigResponse['formats'] {
  return Object.values(formats).map(({ name, title, extension, mediaType }) => ({
    name,
    title,
    extension,
    mediaType,
  }));
}

/** The programs for which a list can be made. */
export function listTargets(): ConfigResponse['targets'] {
  return Object.values(targets).map(({ name, software, versions, format, instructions }) => ({
    name,
    software,
    versions,
    format,
    instructions,
  }));
}
