import { describe, expect, test } from "vitest";
import { describeExport, describeFunctions } from "#server/reference/describe-functions.ts";

const SOURCE = `
/** Not this one. */
interface Other { no(): void }
export interface Api {
  /**
   * Adds two numbers,
   * see {@link Other}.
   *
   * @returns Their sum.
   * @throws EngineError "bad-param" where one
   *   is none.
   * @example add(1, 2)
   */
  add(a: number, b: number): number;
  undocumented(): void;
  /** A constant. */
  readonly zero: 0;
}
/** Doubles. @example double(2) */
export function double(value: number): number {
  return 2 * value;
}
`;

describe("a function's description", () => {
  test("is its docstring, on one line, with signature, result, errors and example", () => {
    expect(describeFunctions(SOURCE, "Api")).toEqual([
      {
        name: "add",
        signature: "add(a: number, b: number): number",
        description: "Adds two numbers, see Other.",
        returns: "Their sum.",
        throws: 'EngineError "bad-param" where one is none.',
        example: "add(1, 2)",
      },
      {
        name: "zero",
        signature: "zero: 0",
        description: "A constant.",
        returns: null,
        throws: null,
        example: null,
      },
    ]);
  });

  test("of an exported function leaves its body out", () => {
    expect(describeExport(SOURCE, "double")).toMatchObject({
      signature: "double(value: number): number",
      example: "double(2)",
    });
    expect(describeExport(SOURCE, "absent")).toBeUndefined();
  });
});
