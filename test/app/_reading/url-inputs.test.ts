import { expect, test } from "vitest";
import { inputsOfUrl, urlOfInputs } from "#app/_reading/url-inputs.ts";

test("inputs go through an address and come out as they were", () => {
  const inputs = new Map<string, string | number | boolean | readonly string[]>([
    ["fast", 12],
    ["kind", "ema & sma"],
    ["digits", "12"],
    ["on", true],
    ["symbols", ["SPY", "QQQ"]],
  ]);
  const values = inputs as Parameters<typeof urlOfInputs>[0];
  expect(inputsOfUrl(urlOfInputs(values))).toEqual(inputs);
});

test("a person writes words without quotation marks", () => {
  expect(inputsOfUrl("?kind=ema&fast=12")).toEqual(
    new Map<string, unknown>([
      ["kind", "ema"],
      ["fast", 12],
    ]),
  );
});

test("inputs at their default are not in the address, and none make none", () => {
  expect(urlOfInputs(new Map([["fast", null]]))).toBe("");
  expect(inputsOfUrl("")).toEqual(new Map());
});

test("an address stays short enough to be passed on, and a long one sets nothing that is too long", () => {
  const many = new Map(Array.from({ length: 100 }, (_, at) => [`input${at}`, "x".repeat(90)]));
  expect(urlOfInputs(many).length).toBeLessThan(2_100);
  expect(inputsOfUrl(`?a=${"x".repeat(5_000)}&b=1`)).toEqual(new Map([["b", 1]]));
});

test("what no input can hold is text, never an object", () => {
  const [value] = [...inputsOfUrl('?a={"b":{"c":1}}').values()];
  expect(typeof value === "object" && !Array.isArray(value)).toBe(false);
});

test("what leads to a place of the page sets no input", () => {
  expect(inputsOfUrl("?thread=a1&fast=12", ["thread"])).toEqual(new Map([["fast", 12]]));
});
