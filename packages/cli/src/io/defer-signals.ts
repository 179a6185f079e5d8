const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `action` to its end before a signal that arrives meanwhile ends the process, so that it leaves nothing half
 * done. Node sees signals only between turns of its event loop: `action` must be synchronous.
 */
export async function deferSignals<Result>(action: () => Result): Promise<Result> {
  let received: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals) => {
    received = signal;
  };
  for (const signal of signals) process.on(signal, remember);
  try {
    return action();
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of signals) process.off(signal, remember);
    if (received !== undefined) process.kill(process.pid, received);
  }
}
