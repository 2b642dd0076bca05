import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStamp } from "#engine/data/bar-times.ts";
import { DATE_ORDERS, findDateOrder, isDayMonth, stampIn } from "#engine/data/date-order.ts";

const placed = (texts: readonly string[]) => texts.map((text, at) => [text, at + 2] as const);
const two = (part: number) => String(part).padStart(2, "0");

test("a date that is written either way is the day that ISO writes", () => {
  const days = fc.date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom("/", ".", "-"), fc.boolean(), (date, sign, isPadded) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
      const part = (value: number) => (isPadded ? two(value) : String(value));
      const texts = { mdy: [month, day], dmy: [day, month] };
      for (const order of DATE_ORDERS) {
        const text = [...texts[order].map(part), year].join(sign);
        expect([isDayMonth(text), stampIn(order, text)]).toEqual([true, parseStamp(iso)]);
      }
    }),
  );
});

test("a clock behind the date is read on 24 hours or on twelve", () => {
  const at = (text: string) => new Date(stampIn("mdy", text)).toISOString().slice(0, 19);
  expect(at("1/31/2024 9:30")).toBe("2024-01-31T09:30:00");
  expect(at("01/31/2024, 04:00:15 PM")).toBe("2024-01-31T16:00:15");
  expect(at("01/31/2024 12:00 AM")).toBe("2024-01-31T00:00:00");
  expect(stampIn("mdy", "01/31/2024 13:00 PM")).toBeNaN();
  expect(stampIn("mdy", "31/01/2024")).toBeNaN();
  expect(stampIn("dmy", "2024-01-31")).toBe(Date.UTC(2024, 0, 31));
});

test("the one date that can be read in one way says how all are read, and where it stands", () => {
  expect(findDateOrder(placed(["01/02/2024", "01/31/2024"]), "line")).toEqual({
    order: "mdy",
    remark: "dates read as month/day/year (mdy), as 01/31/2024 on line 3 shows",
  });
  expect(findDateOrder(placed(["31.12.2024", "02.01.2025"]), "row").order).toBe("dmy");
  expect(findDateOrder(placed(["01/02/2024"]), "row", "dmy")).toEqual({ order: "dmy", remark: null });
});

test("dates that could be read either way are refused, and so are two orders in one column", () => {
  expect(() => findDateOrder(placed(["01/02/2024", "01/03/2024"]), "line")).toThrow(
    "unclear date: 01/02/2024 on line 2 may begin with its month or its day; say which with dates: mdy or dmy",
  );
  expect(() => findDateOrder(placed(["31/01/2024", "01/31/2024"]), "row")).toThrow(
    "dates in two orders: 31/01/2024 on row 2, 01/31/2024 on row 3; write all of them like 2020-01-31",
  );
});
