import { expect, test } from "vitest";
import { isPastCall, openCall } from "#app/_language/open-call.ts";

/** A text and the place of its bar. */
const at = (marked: string) => ({ text: marked.replace("|", ""), place: marked.indexOf("|") });

test.each([
  ["backtest(cross, { fees: ibkrFixed(|", "ibkrFixed("],
  ["backtest(cross, { fees: ibkrFixed(1, [2]), |", "backtest("],
  ["if (a) { b(|", "b("],
])("the call around the cursor in %s is %s", (marked, call) => {
  const { text, place } = at(marked);
  const open = openCall(text, place) ?? NaN;
  expect(text.slice(0, open + 1).endsWith(call)).toBe(true);
  expect(isPastCall(text, open, place)).toBe(false);
});

test.each(["f(1, 2)|", "f(')', [1]) + |", "|f(1)", "f(1); g|(2)"])("%s is past the call of f", (marked) => {
  const { text, place } = at(marked);
  expect(isPastCall(text, 1, place)).toBe(true);
});

test("brackets in quotes close nothing, and there is no call where no bracket is open", () => {
  const { text, place } = at("f(')', |");
  expect(isPastCall(text, 1, place)).toBe(false);
  expect(openCall("a + b", 5)).toBeNull();
});
