import type { InputValue } from "#engine/notebook/input-value.ts";

/** A cells' worker that does not answer for so long is taken to be at something long, or to have lost the message. */
const ANSWER_MS = 500;
/** One value is being worked on and the next lies ready: the cells need not wait for the page, which draws meanwhile. */
const UNDER_WAY = 2;

/** Lets few inputs through at a time; while the cells are busy with them, only the newest value of each name is kept. */
export interface InputThrottle {
  set(name: string, value: InputValue): void;
  /** The cells are done with the oldest of what they were sent. */
  ready(): void;
  clear(): void;
}

/**
 * Makes a throttle: a drag of a thousand values never becomes a queue of a thousand runs.
 *
 * @param send Told for each value whether it waits until the cells are done with the one before; if not, it supersedes that.
 */
export function createInputThrottle(
  send: (name: string, value: InputValue, waits: boolean) => void,
): InputThrottle {
  const waiting = new Map<string, InputValue>();
  let sent = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = (): void => {
    sent = 0;
    next();
  };
  const next = (): void => {
    if (waiting.size === 0 || sent >= UNDER_WAY) return;
    clearTimeout(timer);
    timer = setTimeout(lost, ANSWER_MS);
    sent += 1;
    const moved = [...waiting];
    waiting.clear();
    for (const [name, value] of moved) send(name, value, sent > 1);
  };
  return {
    set(name, value) {
      waiting.set(name, value);
      next();
    },
    ready() {
      sent = Math.max(0, sent - 1);
      next();
    },
    clear() {
      waiting.clear();
    },
  };
}
