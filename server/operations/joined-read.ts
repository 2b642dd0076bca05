/** Reads something, together with whoever else asks for it meanwhile. */
export type JoinedRead<T> = (read: () => Promise<T>) => Promise<T>;

/**
 * Lets those who ask for the same at the same time share its reads: one is under way, and whoever comes meanwhile waits for the one after it. Every
 * answer is of a read that began after it was asked for, so that nobody misses what they have just written.
 *
 * @returns A function whose callers all read the same thing; what they are given they share, and leave as it is.
 */
export function joinedRead<T>(): JoinedRead<T> {
  let running: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;
  const begin = (read: () => Promise<T>): Promise<T> => {
    const work = read();
    const ended = work.catch(() => undefined).then(() => void (running === ended && (running = undefined)));
    running = ended;
    return work;
  };
  return (read) => {
    if (!running) return begin(read);
    return (next ??= running.then(() => {
      next = undefined;
      return begin(read);
    }));
  };
}
