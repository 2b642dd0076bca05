import { z } from "zod";
import { inputValue, sameInput, type InputValue } from "#engine/notebook/input-value.ts";

/** Bounds of what one notebook's inputs may take of this browser's storage. */
export const KEPT_INPUT_LIMITS = { names: 200, valueChars: 100_000, totalChars: 500_000 } as const;

const kept = z.array(z.tuple([z.string().max(200), inputValue])).max(KEPT_INPUT_LIMITS.names);

/**
 * The inputs of one notebook that were moved, so that it opens as it was left. They are this browser's; where it has none of a
 * name, the value with which the kept results were computed counts. Null is an input that was put back to its default.
 */
export class KeptInputs {
  readonly #key: string;
  readonly #storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  #values: ReadonlyMap<string, InputValue>;
  readonly #listeners = new Set<() => void>();

  /** @param computed Values of inputs of the results that were kept with the notebook. */
  constructor(
    notebookId: string,
    storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null,
    computed: ReadonlyMap<string, InputValue> = new Map(),
  ) {
    this.#key = `lookback.inputs.${notebookId}`;
    this.#storage = storage;
    this.#values = new Map([...computed, ...this.#read()]);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** Values by name, null where the default is back; the same map until one changes. */
  readonly all = (): ReadonlyMap<string, InputValue> => this.#values;
  /** Whether an input has been moved from its default. */
  readonly isMoved = (name: string): boolean => (this.#values.get(name) ?? null) !== null;

  /** Keeps a value; the newest name is the last to be given up where there is no room for all. */
  keep(name: string, value: InputValue): void {
    if (sameInput(this.#values.get(name), value)) return;
    const values = new Map(this.#values);
    values.delete(name);
    this.#values = values.set(name, value);
    this.#write();
    for (const listener of this.#listeners) listener();
  }

  #read(): readonly (readonly [string, InputValue])[] {
    try {
      const parsed = kept.safeParse(JSON.parse(this.#storage?.getItem(this.#key) ?? "[]"));
      return parsed.success ? parsed.data : [];
    } catch {
      return [];
    }
  }

  /** A full storage keeps what it had: the next visit then begins with older values, which the widgets show. */
  #write(): void {
    const entries: [string, InputValue][] = [];
    let chars = 0;
    for (const entry of [...this.#values].reverse()) {
      const size = JSON.stringify(entry).length;
      if (size > KEPT_INPUT_LIMITS.valueChars || entries.length === KEPT_INPUT_LIMITS.names) continue;
      chars += size;
      if (chars <= KEPT_INPUT_LIMITS.totalChars) entries.unshift(entry);
    }
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(entries));
    } catch {
      this.#storage?.removeItem(this.#key);
    }
  }
}
