import { env } from 'cloudflare:workers';
import type { SeenRequest, SourceScript } from './scripted-source.ts';

/** The address of a scripted source. */
export function scriptedUrl(name: string): string {
  return `http://${env.SOURCE_HOST}/scripted/${name}`;
}

/** Says what a scripted source answers from now on. */
export async function script(name: string, says: SourceScript): Promise<void> {
  await fetch(scriptedUrl(name), { method: 'PUT', body: JSON.stringify(says) });
}

/** The requests that a scripted source has seen so far. */
export async function listSeen(name: string): Promise<SeenRequest[]> {
  return (await fetch(`http://${env.SOURCE_HOST}/seen/${name}`)).json();
}

/** Waits until something is so, at most 5 s. */
export async function waitUntilSo(isSo: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
