/** What one of several generators yielded. */
type Step<T, R> = { readonly at: number; readonly result: IteratorResult<T, R> };

/**
 * Runs generators side by side and yields what they yield as it comes; the next is begun where one has ended.
 *
 * @param most At least 1: how many are under way at once. With 1 they run one after the other.
 * @returns What each returned, in the order in which they were given.
 * @throws what the first of them throws; the others are left where they are.
 */
export async function* sideBySide<T, R>(
  makers: readonly (() => AsyncGenerator<T, R>)[],
  most: number,
): AsyncGenerator<T, R[]> {
  const returned = new Array<R>(makers.length);
  const running = new Map<number, { readonly steps: AsyncGenerator<T, R>; next: Promise<Step<T, R>> }>();
  const step = (at: number, steps: AsyncGenerator<T, R>): Promise<Step<T, R>> => {
    const next = steps.next().then((result) => ({ at, result }));
    // Heard by the race; what fails while another's step is looked at must not be taken for unheard.
    next.catch(() => undefined);
    return next;
  };
  let begun = 0;
  while (begun < makers.length || running.size > 0) {
    for (; begun < makers.length && running.size < most; begun++) {
      const steps = makers[begun]?.();
      if (steps) running.set(begun, { steps, next: step(begun, steps) });
    }
    const { at, result } = await Promise.race([...running.values()].map(({ next }) => next));
    const one = running.get(at);
    if (result.done === true) {
      returned[at] = result.value;
      running.delete(at);
    } else {
      yield result.value;
      if (one) one.next = step(at, one.steps);
    }
  }
  return returned;
}
