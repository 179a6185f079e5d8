/** Sends an event at once; resolves when the reader asks for more, or has gone. */
export type SendEvent = (event: string, data: unknown) => Promise<void>;

const heartbeatMs = 2000;

/**
 * A body of the type `text/event-stream` (https://html.spec.whatwg.org/multipage/server-sent-events.html): each event
 * has an `id` rising from 1, its name, and one line of JSON. Every 2 s there is a comment, so that nobody in between
 * takes silence for a dead connection, and so that it shows soon when the reader has gone.
 *
 * @param produce sends the events, and may wait for the reader after each; the stream ends when it settles
 * @param onLeave called when the reader goes away before that
 */
export function streamEvents(
  produce: (send: SendEvent) => Promise<void>,
  onLeave: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const waiting: (() => void)[] = [];
  let id = 0;
  let isOpen = true;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  function wake(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function close(): void {
    isOpen = false;
    clearInterval(heartbeat);
    wake();
  }

  async function run(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    heartbeat = setInterval(() => {
      // A reader that has not taken the last piece yet needs no sign of life.
      if ((controller.desiredSize ?? 0) >= 0) controller.enqueue(encoder.encode(': heartbeat\n\n'));
    }, heartbeatMs);
    await produce((event, data) => {
      if (!isOpen) return Promise.resolve();
      const wanted = new Promise<void>((resolve) => waiting.push(resolve));
      controller.enqueue(encoder.encode(`id: ${++id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      return wanted;
    });
    if (!isOpen) return;
    close();
    controller.close();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Not awaited: nothing is read of a stream that has not started.
        run(controller).catch((error: unknown) => {
          if (isOpen) controller.error(error);
          close();
        });
      },
      pull: wake,
      cancel() {
        close();
        onLeave();
      },
    },
    { highWaterMark: 0 },
  );
}
