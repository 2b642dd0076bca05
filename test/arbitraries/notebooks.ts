import fc from "fast-check";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";

/** Pieces that have broken formats like this one before, mixed with any text. */
const nasty = fc.constantFrom(
  "`",
  "\\",
  "${",
  "}",
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "// %% [ts]",
  "// \\%% x",
  "%%",
  "*/",
  "// ---",
  "<<<<<<< HEAD",
  "🜚",
  "'",
  '"',
  "{",
  " ",
  "sql`",
  ");",
  "`);",
);
/** Text that is hard on formats. */
export const nastyText = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 14 })
  .map((a) => a.join(""));
const name = fc.oneof(fc.constantFrom("closes", "_x", "$a"), fc.string({ minLength: 1, maxLength: 8 }));
const meta = fc.dictionary(
  fc
    .oneof(fc.constantFrom("id", "run", "name", "title", "nb", "tags"), fc.string({ maxLength: 6 }))
    .filter((k) => k !== "__proto__"),
  nastyText,
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);
const id = fc.string({ unit: fc.constantFrom(..."abcXYZ019_-"), minLength: 1, maxLength: 8 });
const cell: fc.Arbitrary<NotebookCell> = fc.record(
  {
    id,
    kind: fc.constantFrom(
      "ts" as const,
      "sql" as const,
      "md" as const,
      "input" as const,
      "strategy" as const,
    ),
    source: nastyText,
    name,
    run: fc.constantFrom("auto" as const, "manual" as const, "confirm" as const),
    meta,
  },
  { requiredKeys: ["id", "kind", "source"], noNullPrototype: true },
);
/** Any notebook of up to five cells. */
export const notebook: fc.Arbitrary<NotebookDocument> = fc.record(
  {
    title: nastyText,
    run: fc.constantFrom("auto" as const, "lazy" as const),
    cells: fc.uniqueArray(cell, { selector: (c) => c.id, maxLength: 5 }),
    meta,
  },
  { requiredKeys: ["title", "cells"], noNullPrototype: true },
);
