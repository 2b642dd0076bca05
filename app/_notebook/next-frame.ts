/** A hidden page draws no frames, and its title follows the run all the same. */
const HIDDEN_MS = 200;

/** Calls back once, before the next frame is drawn, or a little later where none is drawn. */
export function onNextFrame(call: () => void): void {
  const once = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    call();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
}
