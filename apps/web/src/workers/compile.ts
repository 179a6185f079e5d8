// Compiles in the browser, beside the page: /workers/compile.js. It gets the body of a compile request and answers with the
// events that the page knows from the service.
import type { CompileEvent } from '../compilation/compile-events.ts';
import type { CompileBody } from '../draft/compile-body.ts';
import { compileHere } from './compile-here.ts';

addEventListener('message', async ({ data: body }: MessageEvent<CompileBody>) => {
  const send = (event: CompileEvent): void => postMessage(event);
  await compileHere(body, { fetch, now: () => performance.now(), today: () => new Date() }, send);
});
