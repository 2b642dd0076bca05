import { describe, expect, it } from "vitest";
import { compileCell, CellSyntaxError } from "#workers/cells/syntax.ts";

function mistakeIn(source: string): { line: number; column: number } {
  try {
    compileCell({ id: "a", kind: "ts", source });
  } catch (error) {
    if (error instanceof CellSyntaxError) return { line: error.line, column: error.column };
    throw error;
  }
  throw new Error("the cell compiles");
}

describe("a mistake in a cell's text", () => {
  it("is where it stands, not where the arrow function around it begins", () => {
    const source =
      "const cross = rule({\n  signal: ({ fast, slow }) =>\n    above(fast, slow) ? buy() : hold(hol\n});";
    expect(mistakeIn(source)).toEqual({ line: 4, column: 1 });
    expect(mistakeIn("const s = [1, 2].map((v) => v +);")).toEqual({ line: 1, column: 32 });
  });

  it("is no later than what the transform says where types stand in front of it", () => {
    expect(mistakeIn("const a: number = 1;\nconst b = (a;\n")).toMatchObject({ line: 2 });
  });
});
