import { describe, expect, it } from "vitest";
import { parseSpecText } from "#server/cli/headless/spec-text.ts";

describe("a spec's text", () => {
  it("is YAML or JSON, told apart by nothing but its signs", () => {
    const spec = { meta: { strategy: "x" }, list: [1, "a, // b", "/* c */"] };
    expect(parseSpecText(JSON.stringify(spec), "spec.json")).toEqual(spec);
    expect(parseSpecText('meta: { strategy: x }\nlist: [1, "a, // b", "/* c */"]\n', "spec.yaml")).toEqual(
      spec,
    );
  });

  it.each([
    ['{ // why\n "meta": {} }', /spec.json: comment on line 1, which JSON has none of; take it out/],
    ['/* why */ { "meta": {} }', /comment on line 1/],
    ['{ "meta": {},\n /* why */ "components": {} }', /comment on line 2/],
    ['{ "meta": {}, "meta": {} }', /spec.json: Map keys must be unique/],
    ["meta:\n\tstrategy: x\n", /Tabs are not allowed as indentation/],
  ])("says what is wrong with %j", (text, message) => {
    expect(() => parseSpecText(text, "spec.json")).toThrow(message);
  });
});
