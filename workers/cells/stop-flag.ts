import { EngineError } from "#engine/errors.ts";

/** What busy cell code can see of Stop while no message reaches its thread. */
export interface StopFlag {
  /** One number that another thread writes: not 0 while {@link StopFlag.check} has something to say. */
  readonly memory: Int32Array;
  /** @throws EngineError "cancelled" while a Stop is asked for that this thread has not heard of. */
  check(): void;
  /** Whether {@link StopFlag.check} would throw. */
  isAsked(): boolean;
  /** The thread has heard of that Stop: code that begins from now on is not meant by it. */
  heard(stop: number): void;
}

/** For threads that nobody stops. */
export const NO_STOP: StopFlag = openStopFlag(null);

/**
 * Reads the number of the latest Stop from shared memory; Stops are counted, so that one that comes twice, by the flag
 * and by message, in whichever order, is one.
 *
 * @param shared Four bytes that another thread writes, or null where memory cannot be shared.
 */
export function openStopFlag(shared: SharedArrayBuffer | null): StopFlag {
  const memory = new Int32Array(shared ?? new ArrayBuffer(4));
  let known = 0;
  const settle = (): void => {
    const latest = Atomics.load(memory, 0);
    // Another Stop may come in this very moment: only the one that was seen is taken back.
    if (latest !== 0 && latest <= known) Atomics.compareExchange(memory, 0, latest, 0);
  };
  const isAsked = (): boolean => Atomics.load(memory, 0) > known;
  return {
    memory,
    isAsked,
    check() {
      if (isAsked()) throw new EngineError("cancelled", "stopped; run it to go on");
      settle();
    },
    heard(stop) {
      known = Math.max(known, stop);
      settle();
    },
  };
}
