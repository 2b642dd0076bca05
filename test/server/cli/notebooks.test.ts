import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exampleNames, recordedPath, runExample } from "#server/cli/headless/example-results.ts";

const recorded = JSON.parse(readFileSync(recordedPath("."), "utf8")) as Record<string, unknown>;

describe("the example notebooks", () => {
  test("are all recorded, and nothing else is", () => {
    expect(Object.keys(recorded)).toEqual(exampleNames("."));
  });

  test.each(exampleNames("."))("%s runs from the top to the results on record", async (name) => {
    expect(await runExample(".", name)).toEqual(recorded[name]);
  });
});
