const parentCheckMs = 500;

/** npm, when it is killed, does not end what it started: without this, a server would live on and keep its port. */
export function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, parentCheckMs);
  watch.unref();
}
