import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrderOfTime } from "#engine/data/row-order.ts";

test("rows come in order of time with what stood beside them, rows of one time as they stood", () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
  fc.assert(
    fc.property(times, (given) => {
      const stood = Float64Array.from(given, (_, row) => row);
      const { columns, order } = inOrderOfTime([Float64Array.from(given), stood]);
      const expected = given.map((time, row) => [time, row] as const).sort((a, b) => a[0] - b[0]);
      expect(Array.from(columns[0] ?? [], (time, at) => [time, columns[1]?.[at]])).toEqual(expected);
      expect([...(order ?? stood)]).toEqual([...(columns[1] ?? [])]);
    }),
  );
});

test("it says how rows stood, and says nothing of rows that ascend", () => {
  const remarkOf = (...times: readonly number[]) => inOrderOfTime([Float64Array.from(times)]).remark;
  expect(remarkOf(3, 2, 1)).toBe("rows were newest first; they were put in order");
  expect(remarkOf(1, 3, 2)).toBe("rows did not ascend in time; they were put in order");
  expect([remarkOf(1, 2, 2), remarkOf()]).toEqual([null, null]);
});
