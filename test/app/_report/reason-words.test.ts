import { expect, test } from "vitest";
import { reasonWords } from "#app/_report/reason-words.ts";

test("a reason's prices have two decimals, those below one four digits, and all else stays", () => {
  expect(reasonWords("trailing stop at 66.0522834, gapped to 65.85")).toBe(
    "trailing stop at 66.05, gapped to 65.85",
  );
  expect(reasonWords("stop at 0.000123456")).toBe("stop at 0.0001235");
  expect(reasonWords("held 20 bars; below the 1w average")).toBe("held 20 bars; below the 1w average");
});
