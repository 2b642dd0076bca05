import fc from "fast-check";
import { expect, test } from "vitest";
import { isZoomWheel, zoomed, zoomFactor } from "#app/_charts/zoom-wheel.ts";

const WHOLE = { from: 0, to: 1003 };
const turn = (deltaY: number, deltaMode = 0) => zoomFactor({ deltaY, deltaMode });

test("only the wheel with Ctrl or Cmd is the chart's", () => {
  const press = { ctrlKey: false, metaKey: false };
  expect(isZoomWheel(press)).toBe(false);
  expect(isZoomWheel({ ...press, ctrlKey: true })).toBe(true);
  expect(isZoomWheel({ ...press, metaKey: true })).toBe(true);
});

test("a turn towards the hand shows more, a notch counts alike in pixels and lines, and a pinch in its own small steps", () => {
  expect(turn(120)).toBe(turn(3, 1));
  expect(turn(120)).toBeGreaterThan(1);
  expect(turn(-120) * turn(120)).toBeCloseTo(1, 12);
  expect(turn(2)).toBeCloseTo(1.02, 3);
});

test("what is under the hand stays under it, and nobody sees more than the whole or less than eight rows", () => {
  const range = fc
    .tuple(fc.double({ min: 0, max: 900, noNaN: true }), fc.double({ min: 10, max: 100, noNaN: true }))
    .map(([from, width]) => ({ from, to: from + width }));
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(range, share, fc.integer({ min: -300, max: 300 }), (sight, at, delta) => {
      const next = zoomed(sight, WHOLE, { factor: turn(delta), share: at });
      const under = ({ from, to }: typeof sight) => from + at * (to - from);
      expect(under(next)).toBeCloseTo(under(sight), 6);
      expect(next.to - next.from).toBeGreaterThanOrEqual(8 - 1e-9);
    }),
  );
  expect(zoomed({ from: 1, to: 1000 }, WHOLE, { factor: 1.2, share: 0.5 })).toEqual(WHOLE);
});
