import { expect, test } from "vitest";
import { paperWords } from "#app/_outputs/paper-table.tsx";

test("a table on paper says how much of it is there, and how much is not", () => {
  expect(paperWords(1, 3)).toBe("1 row, 3 columns");
  expect(paperWords(500, 12)).toBe("500 rows, 12 columns");
  expect(paperWords(1_720, 3)).toBe(
    "1,720 rows, 3 columns; 1,220 rows left out here, to be seen in the notebook",
  );
  expect(paperWords(501, 13)).toBe(
    "501 rows, 13 columns; 1 row and 1 column left out here, to be seen in the notebook",
  );
});
