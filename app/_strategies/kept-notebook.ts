import type { NotebookCell } from "#engine/notebook/document.ts";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import type { KeptSetting } from "#server/strategies/kept-setting.ts";
import { strategyCell } from "../_studies/strategy-cell.ts";

/** A version that a study found, as a notebook that runs it: its prices, its code, a backtest with its parameters and costs. */
export function keptNotebook(name: string, version: string, kept: KeptSetting): string {
  const cells: NotebookCell[] = [
    { id: "about", kind: "md", source: aboutText(name, version, kept) },
    { id: "prices", kind: "ts", source: pricesText(kept) },
    { id: "strategy", kind: "ts", source: strategyCell(kept.strategy) },
    { id: "result", kind: "ts", source: `backtest(strategy, ${optionsText(kept)})` },
  ];
  return printNotebook({ title: `${name} ${version}`, cells });
}

function aboutText(name: string, version: string, { params }: KeptSetting): string {
  const chosen = Object.entries(params).map(([key, value]) => `${key} ${String(value)}`);
  return `# ${name}\n\nVersion ${version}, with the parameters that a study found: ${chosen.join(", ")}. On all bars, so that most of them were seen by the search: its study says what is left outside of it.`;
}

function pricesText({ symbols, timeframe }: KeptSetting): string {
  const wanted = symbols.length > 0 ? symbols : [""];
  const asked = wanted.map(
    (symbol) => `  await bars(${JSON.stringify(symbol)}, { timeframe: "${timeframe}" }),`,
  );
  return `export const prices = [\n${asked.join("\n")}\n];`;
}

/** Catalogues that hold the blocks of an option, by the names that cells have for them. */
const CATALOGUES = { fees: "fees", slippage: "slippage", sizing: "sizers" } as const;

interface PlainBlock {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const blockText = (catalogue: string, { kind, params }: PlainBlock): string =>
  `${catalogue}.find(${JSON.stringify(kind)}).of(${JSON.stringify(params)})`;

function optionsText({ params, options }: KeptSetting): string {
  const { params: fixed, fees, slippage, sizing, risk, ...plain } = options;
  const blocks = Object.entries({ fees, slippage, sizing }).flatMap(([field, block]) =>
    block ? [`${field}: ${blockText(CATALOGUES[field as keyof typeof CATALOGUES], block)}`] : [],
  );
  const rules = risk ? [`risk: [${risk.map((rule) => blockText("rules", rule)).join(", ")}]`] : [];
  const settings = Object.entries(plain).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  const given = ["...own", "bars: prices", `params: ${JSON.stringify({ ...fixed, ...params })}`];
  return `{\n${[...given, ...settings, ...blocks, ...rules].map((line) => `  ${line},`).join("\n")}\n}`;
}
