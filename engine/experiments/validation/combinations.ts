import { EngineError } from "../../errors.ts";

/** Every choice of `chosen` of the numbers below `count`, in lexicographic order. @throws EngineError "over-limit" past `most`. */
export function combinations(count: number, chosen: number, most: number): number[][] {
  const found: number[][] = [];
  const grow = (first: number, taken: readonly number[]): void => {
    if (taken.length === chosen) {
      if (found.push([...taken]) > most)
        throw new EngineError("over-limit", `too many combinations; use ${most} or fewer`);
      return;
    }
    for (let next = first; next <= count - (chosen - taken.length); next++) grow(next + 1, [...taken, next]);
  };
  grow(0, []);
  return found;
}
