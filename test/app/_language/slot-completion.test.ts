import { CompletionContext } from "@codemirror/autocomplete";
import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { slotAt } from "#app/_language/slot-at.ts";
import { favouredAt, slotCompletion, statisticCompletion } from "#app/_language/slot-completion.ts";
import { namesSource, namesSymbol } from "#app/_language/slot-words.ts";

/** A text with the cursor where `|` stands, as a TypeScript cell has it. */
function at(marked: string) {
  const pos = marked.indexOf("|");
  const state = EditorState.create({
    doc: marked.replace("|", ""),
    extensions: javascript({ typescript: true }),
  });
  return { state, pos, context: new CompletionContext(state, pos, false) };
}
const slot = (marked: string) => slotAt(at(marked).state, at(marked).pos);

describe("the place of a value in a cell", () => {
  test.each([
    ['bars("|")', "bars", ["0"]],
    ['const x = await bars("|', "bars", ["0"]],
    ['bars("A", { timeframe: "|" })', "bars", ["1", "timeframe"]],
    ['universe(["A", "|"])', "universe", ["0", "[]"]],
    ["defineStrategy({ name: 's', risk: [|] })", "defineStrategy", ["0", "risk", "[]"]],
    [
      "defineStrategy({ risk: [stopLoss({ atPct: 2 }), |], sizing: x })",
      "defineStrategy",
      ["0", "risk", "[]"],
    ],
    ["defineStrategy({ indicators: { a: | } })", "defineStrategy", ["0", "indicators", "a"]],
    ["backtest(s, { bars, execution: { slippage: | } })", "backtest", ["1", "execution", "slippage"]],
    ['plot.parameterHeatmap(found, { metric: "|" })', "plot.parameterHeatmap", ["1", "metric"]],
  ])("%s", (marked, call, path) => {
    expect(slot(marked)).toMatchObject({ call, path });
  });

  test("is none in a function's body, nor before a member's colon", () => {
    expect(slot("bars(() => { const a = '|' })")).toBeNull();
    expect(slot("stats(r, { |kinds: 1 })")?.path).toEqual(["1"]);
  });
});

const offered = async (marked: string, source = slotCompletion) => {
  const { context } = at(marked);
  const found = await source(context);
  return { from: found?.from, labels: found?.options.map(({ label }) => label) ?? [] };
};

describe("completion in texts and options", () => {
  test.each([
    ['bars("|")', true],
    ['universe(["|"])', true],
    ['symbolPicker("s", { symbols: ["|"] })', true],
    ['textInput("|")', false],
    ["bars(|)", false],
  ])("%s names a symbol: %s", (marked, expected) => {
    const found = slot(marked);
    expect(found !== null && namesSymbol(found)).toBe(expected);
  });

  test("a universe's source is one of the data that are there", () => {
    const found = slot('universe({ source: "|" })');
    expect(found && namesSource(found)).toBe(true);
  });

  test.each([
    ['stats(r, ["|"])', "sharpe"],
    ['sweep(s, { metrics: ["sharpe", "so|"] })', "sortino"],
    ['optimize(s, { objective: "|" })', "calmar"],
    ['optimize(s, { method: "|" })', "tpe"],
    ['defineStrategy({ risk: [{ kind: "|" }] })', "stop-loss"],
    ['defineStrategy({ sizing: { kind: "|" } })', "kelly"],
  ])("%s offers %s", async (marked, label) => {
    const { labels, from } = await offered(marked);
    expect(labels).toContain(label);
    expect(marked[(from ?? 0) - 1]).toBe('"');
  });

  test("a result's statistics are offered after its dot", async () => {
    const { labels } = await offered("r.statistics.|", statisticCompletion);
    expect(labels).toContain("sharpe");
  });

  test.each([
    ["defineStrategy({ risk: [|] })", "stopLoss", "kelly"],
    ["defineStrategy({ sizing: fix| })", "fixedFraction", "stopLoss"],
    ["defineStrategy({ indicators: { slow: | } })", "ema", "stopLoss"],
    ["sweep(s, { risk: [a(), |] })", "maxDrawdown", "ema"],
  ])("%s favours %s over %s", async (marked, favoured, other) => {
    const names = await favouredAt(at(marked).context);
    expect([names.has(favoured), names.has(other)]).toEqual([true, false]);
  });
});
