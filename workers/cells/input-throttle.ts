import type { InputValue } from "#engine/notebook/input-value.ts";

/** A cells' worker that does not answer for so long is taken to have lost the message. */
const ANSWER_MS = 500;

/** Lets one input through at a time; while the cells are busy with it, only the newest value of each name is kept. */
export interface InputThrottle {
  set(name: string, value: InputValue): void;
  /** The cells are done with what they were sent. */
  ready(): void;
  clear(): void;
}

/** Makes a throttle: a drag of a thousand values never becomes a queue of a thousand runs. */
export function createInputThrottle(send: (name: string, value: InputValue) => void): InputThrottle {
  const waiting = new Map<string, InputValue>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    timer = setTimeout(next, ANSWER_MS);
    const moved = [...waiting];
    waiting.clear();
    for (const [name, value] of moved) send(name, value);
  };
  return {
    set(name, value) {
      waiting.set(name, value);
      if (timer === undefined) next();
    },
    ready: next,
    clear() {
      waiting.clear();
    },
  };
}
