import { blocksOf } from "./draft-blocks.ts";
import { BLOCK_FIELDS, type BlockField, type DraftParameter, type StudyDraft } from "./study-draft.ts";
import { symbolsIn } from "../_data/form-text.ts";

type Field = readonly [name: string, code: string];

const quoted = (text: string): string => JSON.stringify(text);

/**
 * The cell that studies a notebook's own strategy as the form describes it: what code cannot be sent from a form, its notebook sends.
 *
 * @returns TypeScript; `strategy` stands for the notebook's.
 */
export function optimizeCell(draft: StudyDraft): string {
  const lines = [
    ...dataOf(draft),
    ...blockCode(draft),
    ...searchOf(draft),
    ...judgementOf(draft),
    ["where", quoted("server")] as const,
  ];
  return `const study = await optimize(strategy, {\n${lines.map(([name, code]) => `  ${name}: ${code},`).join("\n")}\n});\nstudy`;
}

/** Where cells find the blocks of a field. */
const CATALOGUES: Readonly<Record<BlockField, string>> = {
  fees: "fees",
  slippage: "slippage",
  sizing: "sizers",
};

/** Blocks that the form names; of one whose settings are half typed the cell says what is wrong with them. */
function blockCode(draft: StudyDraft): Field[] {
  return BLOCK_FIELDS.flatMap((field): Field[] => {
    if (draft[field].kind === "") return [];
    try {
      const { kind, params } = blocksOf({ ...NO_BLOCKS, [field]: draft[field] })[field] ?? NOTHING;
      return [[field, `${CATALOGUES[field]}.find(${quoted(kind)}).of(${JSON.stringify(params)})`]];
    } catch (error) {
      return [[field, `undefined /* ${(error as Error).message.replaceAll("*/", "")} */`]];
    }
  });
}

const NOTHING = { kind: "", params: {} };
const NO_BLOCK = { kind: "", settings: "" };
const NO_BLOCKS = { fees: NO_BLOCK, slippage: NO_BLOCK, sizing: NO_BLOCK };

function dataOf({ symbols, from, to, timeframe, capital, accounts }: StudyDraft): Field[] {
  const named = symbolsIn(symbols);
  const range = [...(from ? [`from: ${quoted(from)}`] : []), ...(to ? [`to: ${quoted(to)}`] : [])];
  return [
    ["universe", `[${(named.length > 0 ? named : ["AAPL"]).map(quoted).join(", ")}]`],
    ...(range.length > 0 ? [["range", `{ ${range.join(", ")} }`] as const] : []),
    ...(timeframe === "1d" ? [] : [["timeframe", quoted(timeframe)] as const]),
    ...(capital === "" ? [] : [["capital", capital] as const]),
    ...(accounts === "shared" ? [] : [["accounts", quoted(accounts)] as const]),
  ];
}

function searchOf(draft: StudyDraft): Field[] {
  const { objective, goal, further, method, trials, batch, seed, pruner, leastTrades, folds, parameters } =
    draft;
  const aims = [{ objective, goal }, ...further].map((aim) =>
    aim.goal === "minimise"
      ? `{ objective: ${quoted(aim.objective)}, goal: "minimise" }`
      : quoted(aim.objective),
  );
  const relations = draft.constraints.split(/[\n,;]/).flatMap((line) => line.trim() || []);
  const space = parameters.filter(({ searched, name }) => searched && name !== "").map(dimensionOf);
  return [
    ...(space.length > 0 ? [["space", `{ ${space.join(", ")} }`] as const] : []),
    ...(relations.length > 0 ? [["constraints", `[${relations.map(quoted).join(", ")}]`] as const] : []),
    ["objectives", `[${aims.join(", ")}]`],
    ["method", quoted(method)],
    ...(pruner === "none" ? [] : [["pruner", quoted(pruner)] as const]),
    ...Object.entries({ trials, batch, seed, leastTrades, folds }).filter(([, text]) => text.trim() !== ""),
  ];
}

function dimensionOf({ name, kind, min, max, step, log, values, when }: DraftParameter): string {
  const condition = conditionOf(when);
  if (kind === "choice") return `${quoted(name)}: { kind: "choice", values: ${listOf(values)}${condition} }`;
  const more = `${step === "" ? "" : `, step: ${step}`}${log ? ", log: true" : ""}${condition}`;
  return `${quoted(name)}: { kind: ${quoted(kind)}, min: ${min}, max: ${max}${more} }`;
}

const listOf = (values: string): string => `[${values.split(",").map(valueOf).join(", ")}]`;

function conditionOf(when: string): string {
  const [, parameter, values] = /^\s*([\w.]+)\s*=\s*(.+)$/.exec(when) ?? [];
  if (parameter === undefined || values === undefined) return "";
  return `, when: { parameter: ${quoted(parameter)}, in: ${listOf(values)} }`;
}

function valueOf(text: string): string {
  const value = text.trim();
  const isPlain = value === "true" || value === "false" || (value !== "" && Number.isFinite(Number(value)));
  return isPlain ? value : quoted(value);
}

function judgementOf(draft: StudyDraft): Field[] {
  const { judgement, train, test, anchored, groups, testGroups, purge, embargo, holdOutPercent } = draft;
  const gap = `purge: ${purge}, embargo: ${embargo}`;
  const sealed = ["holdOut", String(Number(holdOutPercent) / 100)] as const;
  switch (judgement) {
    case "walk-forward":
      return [["walkForward", `{ train: ${train}, test: ${test}, anchored: ${anchored}, ${gap} }`]];
    case "k-fold":
      return [["crossValidation", `{ groups: ${groups}, ${gap} }`], sealed];
    case "combinatorial":
      return [["crossValidation", `{ groups: ${groups}, testGroups: ${testGroups}, ${gap} }`], sealed];
    case "hold-out":
      return [sealed];
    case "none":
      return [["holdOut", "0"]];
  }
}
