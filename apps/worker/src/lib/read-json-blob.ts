import type { z } from 'zod';
import type { BlobStore } from './blob-store.ts';

/** A value that was kept as JSON; undefined where there is none or what is there is not of this form. */
export async function readJsonBlob<Value>(
  store: BlobStore,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  const bytes = await store.get(key);
  if (bytes === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
