/** Requests to end a command: Ctrl-C, or a signal of whoever started it. */
export interface Interrupts {
  /** The next request does this in place of ending the command; the one after it ends the command all the same. */
  onNext(ask: () => void): void;
  /** Never resolves once the command is being ended, so that nothing more is told; undefined before. */
  readonly leaving: Promise<never> | undefined;
  /** Gives the signals back. */
  end(): void;
}

/** What shells say of a process that a signal has ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the process at the first request that nothing else was made of, after letting go of what it holds.
 *
 * @param leave Lets go; what fails there no longer matters.
 */
export function watchInterrupts(leave: () => Promise<unknown>): Interrupts {
  let ask: (() => void) | undefined;
  let leaving: Promise<never> | undefined;
  const hear = (signal: keyof typeof EXIT_CODES) => {
    if (leaving) return;
    const first = ask;
    ask = undefined;
    if (first) return first();
    const left = () => process.exit(EXIT_CODES[signal]);
    leaving = leave().then(left, left);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, hear);
  return {
    onNext: (next) => {
      ask = next;
    },
    get leaving() {
      return leaving;
    },
    end: () => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, hear);
    },
  };
}
