import { describe, expect, test } from "vitest";
import { KEPT_INPUT_LIMITS, KeptInputs } from "#app/_notebook/kept-inputs.ts";

function storage(full = false) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new Error("QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key: string) => void items.delete(key),
  };
}

describe("the inputs of a notebook", () => {
  test("are there on the next visit, of this notebook only", () => {
    const place = storage();
    const first = new KeptInputs("n1", place);
    first.keep("fast", 12);
    first.keep("kinds", ["a", "b"]);
    expect([...new KeptInputs("n1", place).all()]).toEqual([
      ["fast", 12],
      ["kinds", ["a", "b"]],
    ]);
    expect(new KeptInputs("n2", place).all().size).toBe(0);
  });

  test("begin with those of the kept results where this browser has none, and never override its own", () => {
    const place = storage();
    new KeptInputs("n1", place).keep("fast", 12);
    const inputs = new KeptInputs(
      "n1",
      place,
      new Map([
        ["fast", 5],
        ["slow", 50],
      ]),
    );
    expect([inputs.all().get("fast"), inputs.all().get("slow")]).toEqual([12, 50]);
  });

  test("that were put back stay at their default, though the kept results had another value", () => {
    const place = storage();
    const computed = new Map([["fast", 5]]);
    new KeptInputs("n1", place, computed).keep("fast", null);
    const again = new KeptInputs("n1", place, computed);
    expect([again.all().get("fast"), again.isMoved("fast")]).toEqual([null, false]);
  });

  test("are bounded: the newest stay", () => {
    const place = storage();
    const inputs = new KeptInputs("n1", place);
    for (let i = 0; i < KEPT_INPUT_LIMITS.names + 5; i++) inputs.keep(`i${i}`, i);
    inputs.keep("huge", "x".repeat(KEPT_INPUT_LIMITS.valueChars + 1));
    const kept = new KeptInputs("n1", place).all();
    expect([kept.size, kept.has("i0"), kept.has("huge")]).toEqual([KEPT_INPUT_LIMITS.names, false, false]);
    expect(kept.has(`i${KEPT_INPUT_LIMITS.names + 4}`)).toBe(true);
  });

  test("hold for the visit where the storage is full, is spoilt or is not there", () => {
    const inputs = new KeptInputs("n1", storage(true));
    inputs.keep("fast", 3);
    expect(inputs.all().get("fast")).toBe(3);
    const spoilt = storage();
    spoilt.items.set("lookback.inputs.n1", '[["a", {"b": 1}]]');
    expect(new KeptInputs("n1", spoilt).all().size).toBe(0);
    spoilt.items.set("lookback.inputs.n1", "{");
    expect(new KeptInputs("n1", spoilt).all().size).toBe(0);
    expect(new KeptInputs("n1", null).all().size).toBe(0);
  });
});
