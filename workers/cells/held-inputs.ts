import { sameInput, type InputValue } from "#engine/notebook/input-value.ts";

/** Inputs as they come in, and those that wait for the cells. */
export interface HeldInputs {
  /** Values as the cells have them. */
  readonly all: ReadonlyMap<string, InputValue>;
  /** Takes a value: at once, or, where it `waits` and the cells are at one, after that; only the newest of a name is kept. */
  take(name: string, value: InputValue, waits: boolean): void;
  /** The cells are at rest: what waited goes to them now. */
  settled(): void;
  /** Forgets what waits. */
  clear(): void;
}

/**
 * Keeps the next value of a dragged input ready beside the cells, so that they begin with it the moment they are done with the one before,
 * while the page still draws that.
 *
 * @param set Gives the cells a value; they tell when they are at rest again.
 */
export function createHeldInputs(set: (name: string, value: InputValue) => void): HeldInputs {
  const all = new Map<string, InputValue>();
  const held = new Map<string, InputValue>();
  let busy = false;
  const apply = (name: string, value: InputValue): void => {
    // What changes nothing runs nothing, and no rest would be told of.
    if (all.has(name) && sameInput(all.get(name), value)) return;
    busy = true;
    all.set(name, value);
    set(name, value);
  };
  return {
    all,
    take(name, value, waits) {
      if (waits && busy) held.set(name, value);
      else {
        held.delete(name);
        apply(name, value);
      }
    },
    settled() {
      busy = false;
      const next = [...held];
      held.clear();
      for (const [name, value] of next) apply(name, value);
    },
    clear: () => held.clear(),
  };
}
