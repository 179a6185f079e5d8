import { createHash } from 'node:crypto';
import type { ApiKey } from './api-key.ts';

/**
 * What is kept of a key: its SHA-256 in hexadecimal. A slow hash with salt protects what people think up; a secret of
 * 256 random bits cannot be guessed from a fast one either, and has to be looked up by it.
 */
export function hashKey(key: ApiKey): string {
  return createHash('sha256').update(key.text).digest('hex');
}
