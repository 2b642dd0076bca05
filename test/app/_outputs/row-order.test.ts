import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { summariseColumn } from "#app/_outputs/column-summary.ts";
import { tabSeparated } from "#app/_outputs/copy-rows.ts";
import type { ColumnKind, ShownColumn } from "#app/_outputs/read-table.ts";
import { radixSorted, rowOrder } from "#app/_outputs/row-order.ts";
import { nextSorts } from "#app/_outputs/use-table-view.ts";

const column = (kind: ColumnKind, values: readonly unknown[]): ShownColumn => ({
  name: "x",
  kind,
  decimals: 0,
  values,
});
const ascending = [{ column: 0, descending: false }];
const none = new Map();

describe("rows of a table", () => {
  test("sorted either way keep missing values last", () => {
    const columns = [column("number", [2, null, 1, NaN, 3])];
    expect([...(rowOrder(columns, 5, ascending, none) ?? [])]).toEqual([2, 0, 4, 1, 3]);
    expect([...(rowOrder(columns, 5, [{ column: 0, descending: true }], none) ?? [])]).toEqual([
      4, 0, 2, 1, 3,
    ]);
  });

  test("sorted by any doubles are in the order of the numbers, equals in the order they had", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 100 }), (values) => {
        const keys = Float64Array.from(values);
        const sorted = [
          ...radixSorted(
            Uint32Array.from(values, (_, row) => row),
            keys,
          ),
        ];
        const expected = values.map((_, row) => row).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        // Infinities less infinities are no number: compare by size alone.
        expect(sorted.map((row) => (values[row] ?? 0) + 0)).toEqual(
          values.every(Number.isFinite)
            ? expected.map((row) => (values[row] ?? 0) + 0)
            : [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((value) => value + 0),
        );
        if (values.every(Number.isFinite)) expect(sorted).toEqual(expected);
      }),
    );
  });

  test("sorted by several columns are sorted by the second within equals of the first", () => {
    const columns = [column("text", ["b", "a", "b", "a"]), column("number", [1, 2, 3, 4])];
    const sorts = [...ascending, { column: 1, descending: true }];
    expect([...(rowOrder(columns, 4, sorts, none) ?? [])]).toEqual([3, 1, 2, 0]);
  });

  test("that pass every filter are left; a missing value passes none", () => {
    const columns = [
      column("number", [1, 5, null, 9]),
      column("text", ["Alpha", "beta", "alpha", "ALPHABET"]),
    ];
    const filters = new Map([
      [0, { kind: "range", min: 0, max: 6 }],
      [1, { kind: "text", text: "alpha" }],
    ] as const);
    expect([...(rowOrder(columns, 4, [], filters) ?? [])]).toEqual([0]);
    expect(rowOrder(columns, 4, [], none)).toBeNull();
  });

  test("a third click on a head gives back the order in which they came", () => {
    const once = nextSorts([], 2, true, false);
    const twice = nextSorts(once, 2, true, false);
    expect([once, twice, nextSorts(twice, 2, true, false)]).toEqual([
      [{ column: 2, descending: true }],
      [{ column: 2, descending: false }],
      [],
    ]);
    expect(nextSorts(once, 0, false, true)).toEqual([...once, { column: 0, descending: false }]);
  });
});

describe("a column's summary", () => {
  test("counts every number once and tells the share that is missing", () => {
    const { counts, nullShare, min, max } = summariseColumn(column("number", [1, 2, null, 3]), 4);
    expect([counts.reduce((a, b) => a + b), nullShare, min, max]).toEqual([3, 0.25, 1, 3]);
  });

  test("of texts counts how many differ; of nothing has no range", () => {
    expect(summariseColumn(column("text", ["a", "b", "a"]), 3)).toMatchObject({ distinct: 2 });
    expect(summariseColumn(column("number", [null]), 1)).toMatchObject({ nullShare: 1, distinct: 0 });
  });
});

test("copied text has one line a row and one tab between values, whatever stands in them", () => {
  const columns = [column("time", [0, Date.UTC(2020, 0, 1)]), column("text", ["a\tb\nc", null])];
  const range = { fromRow: 0, toRow: 1, fromColumn: 0, toColumn: 1 };
  expect(tabSeparated(columns, Uint32Array.of(1, 0), range, true).split("\n")).toEqual([
    "x\tx",
    "2020-01-01T00:00:00.000Z\t",
    "1970-01-01T00:00:00.000Z\ta b c",
  ]);
});
