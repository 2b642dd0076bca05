const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Resolves to exit code 0 when the terminal or the system asks us to stop; a second Ctrl-C ends at once. */
export function untilAskedToStop(): Promise<0> {
  return new Promise((settle) => {
    for (const signal of SIGNALS) process.once(signal, () => settle(0));
  });
}
