/** The longest that a view may be behind what is typed. */
const PATIENCE_MS = 250;

/** Subscribes a listener that is called once in the next idle moment, however often it is told until then. */
export function whenIdle(subscribe: (listener: () => void) => () => void, listener: () => void): () => void {
  let waiting: number | undefined;
  const call = (): void => {
    waiting = undefined;
    listener();
  };
  const part = subscribe(() => {
    waiting ??= requestIdleCallback(call, { timeout: PATIENCE_MS });
  });
  return () => {
    part();
    if (waiting !== undefined) cancelIdleCallback(waiting);
  };
}
