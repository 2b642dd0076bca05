/** How long a frame may take to load, try by try: what was broken off is noticed soon, a slow machine gets its time. */
const LIMITS_MS = [5000, 15_000, 30_000] as const;
/** The pause before each new try; the last one before all that follow. */
const PAUSES_MS = [200, 1000, 3000, 10_000] as const;
/** Tries that pass without a word. */
const QUIET_TRIES = 2;

/**
 * When a sandbox that did not open is tried again: soon at first, then every ten seconds, without end. Whoever walks back and
 * forward, or presses the browser's own Stop, breaks off all that a page is loading: that is no reason to give up.
 * A class, since it owns a timer.
 */
export class Reopening {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What the next try may take, in ms. */
  get limitMs(): number {
    return LIMITS_MS[this.#failures] ?? LIMITS_MS[2];
  }

  /** Calls `open` after a pause. @returns Whether it has failed so often that a person should know. */
  again(open: () => void): boolean {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(open, PAUSES_MS[this.#failures] ?? PAUSES_MS[3]);
    this.#failures++;
    return this.#failures > QUIET_TRIES;
  }

  /** The sandbox answers: what comes next is a first failure again. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** Nothing is tried any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
