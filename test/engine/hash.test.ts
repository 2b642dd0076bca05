import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, hashBytes, hashColumns, hashJson, hashText } from "#engine/hash.ts";

const reference = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

describe("hashBytes", () => {
  it("gives the example digests of FIPS 180-4", () => {
    expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hashText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("equals OpenSSL's SHA-256 for bytes of any length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => hashBytes(bytes) === reference(bytes)),
      { seed: 1 },
    );
  });

  it("equals OpenSSL's SHA-256 for the UTF-8 of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => hashText(text) === reference(text)),
      { seed: 1 },
    );
  });
});

describe("hashColumns", () => {
  it("is the hash of all columns' little-endian bytes, one after the other", () => {
    const [a, b] = [Float64Array.of(1, -0, 2.5), Float64Array.of(1e300, Infinity)];
    expect(hashColumns([a, b])).toBe(reference(new Uint8Array(Float64Array.of(...a, ...b).buffer)));
  });

  it("does not tell one NaN from another", () => {
    const odd = new Float64Array(2);
    new DataView(odd.buffer).setBigUint64(8, 0xfff8000000000001n, true);
    expect(hashColumns([odd])).toBe(hashColumns([Float64Array.of(0, NaN)]));
  });

  it("reads a view as its own part only", () => {
    const whole = Float64Array.of(1, 2, 3, 4);
    expect(hashColumns([whole.subarray(1, 3)])).toBe(hashColumns([Float64Array.of(2, 3)]));
  });
});

describe("hashJson", () => {
  it("does not depend on the order of keys, nor on absent members", () => {
    expect(hashJson({ a: 1, b: [{ d: 2, c: 3 }] })).toBe(
      hashJson({ b: [{ c: 3, d: 2, e: undefined }], a: 1 }),
    );
    expect(canonicalJson({ b: NaN, a: "x" })).toBe('{"a":"x","b":null}');
  });
});
