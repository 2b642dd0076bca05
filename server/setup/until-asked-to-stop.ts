const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const WATCH_MS = 250;

/** Resolves to exit code 0 when the terminal or the system asks us to stop; a second Ctrl-C ends at once. */
export function untilAskedToStop(): Promise<0> {
  return new Promise((settle) => {
    for (const signal of SIGNALS) process.once(signal, () => settle(0));
    if (process.env["npm_lifecycle_event"] === undefined) return;
    // npm passes a signal to its shell alone, which ends without telling us: we notice that our parent has gone.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && settle(0), WATCH_MS);
    watch.unref();
  });
}
