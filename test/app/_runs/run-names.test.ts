import { expect, test } from "vitest";
import { type ListedRun, nameOf } from "#app/_runs/run-names.ts";

const run = (own: Partial<ListedRun>) =>
  ({
    id: "01a2",
    strategyName: "cross",
    strategyVersion: "1",
    params: { fast: 9 },
    resultHash: "abcdef01",
    codeHash: "c0de01",
    ...own,
  }) as ListedRun;

test("a run alone is named by its strategy, runs of one strategy by what each alone has", () => {
  const [alone, other] = [run({}), run({ strategyName: "other" })];
  expect(nameOf(alone, [alone, other])).toBe("cross");
  const wider = run({ params: { fast: 20 } });
  expect(nameOf(wider, [alone, wider])).toBe("cross fast 20");
  const next = run({ strategyVersion: "2" });
  expect(nameOf(next, [alone, next])).toBe("cross 2");
});

test("runs with equal results have names of their own all the same", () => {
  const runs = [
    run({}),
    run({ codeHash: "c0de02", id: "01a3" }),
    run({ params: { fast: 20 }, id: "01a4" }),
    run({ params: { fast: 20 }, id: "01a5" }),
  ];
  expect(new Set(runs.map((each) => nameOf(each, runs))).size).toBe(runs.length);
});
