import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createClockPorts, createFetchSource } from './source-ports.ts';

const fetchSource = createFetchSource((input, init) => fetch(input, init));
const { timeout } = createClockPorts(() => Date.now(), new AbortController().signal);

async function readAll(path: string, timeLimitMs: number): Promise<string> {
  const response = await fetchSource(`http://${env.SOURCE_HOST}${path}`, {
    headers: {},
    signal: timeout(timeLimitMs),
  });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  return text;
}

describe('fetching a source', () => {
  it('gives the body', async () => {
    expect(await readAll('/tail.txt', 5000)).toBe('||tail.example.org^\n');
  });

  it('leaves redirects to the reader', async () => {
    const signal = timeout(5000);
    const response = await fetchSource(`http://${env.SOURCE_HOST}/moved.txt`, { headers: {}, signal });
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('/a.txt');
  });

  it('ends with the time limit, also in the middle of a body', async () => {
    const start = Date.now();
    await expect(readAll('/hanging.txt', 300)).rejects.toThrow();
    expect(Date.now() - start).toBeLessThan(3000);
  });
});
