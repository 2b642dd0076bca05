import { statisticText } from "../../attribution/statistic-text.ts";
import { statistics } from "../../attribution/statistics/catalogue.ts";
import {
  heatCells,
  type HeatMap,
  heatParameters,
  type HeatStep,
} from "../../experiments/study/heat-cells.ts";
import { storedResult } from "../../experiments/study/stored-result.ts";
import type { CellOutput } from "../output.ts";
import type { ExportBlock } from "./export-block.ts";
import { shortNumber } from "./short-number.ts";
import { svgHeat } from "./svg-heat.ts";

type Search = Extract<CellOutput, { type: "search" }>;
type Fact = readonly [string, string];

/** A study as a document says it: what held on bars that chose nothing before what was best on those that did, and its map over two parameters. */
export function studyBlocks(search: Search): ExportBlock[] {
  const { objective, done, trials, goal } = search;
  const [best] = trials;
  const say = sayer(objective);
  const found: Fact[] = best
    ? [
        [`Best ${titleOf(objective)}, in sample`, say(best.objective)],
        ["Its parameters", paramsText(best.params)],
      ]
    : [];
  const facts: Fact[] = [...outOfSample(search), ["Trials", String(done)], ...found];
  const [across, up] = heatParameters(trials);
  const map = across !== undefined && up !== undefined ? heatCells(trials, [across, up], goal) : undefined;
  const chart = map ? [mapBlock(map, across ?? "", up ?? "", search)] : [];
  return [{ type: "facts", title: "Study", facts }, ...chart];
}

/** What the best sets did on bars that had no say in choosing them. */
function outOfSample({ result, objective }: Search): Fact[] {
  const read = storedResult.safeParse(result);
  if (!read.success) return [];
  const { outOfSampleScore, walk } = read.data;
  const held: Fact[] =
    outOfSampleScore === null
      ? []
      : [[`${titleOf(objective)} out of sample`, sayer(objective)(outOfSampleScore)]];
  if (walk === null) return held;
  return [
    ...held,
    ["Sharpe ratio over all test windows", statisticText(walk.sharpe, "ratio")],
    ["Test windows with a gain", statisticText(walk.profitableShare, "fraction")],
  ];
}

function mapBlock(map: HeatMap, across: string, up: string, { objective, goal }: Search): ExportBlock {
  const scores = new Map(
    map.cells.map(({ row, column, score }) => [row * map.columns.length + column, score]),
  );
  const rows = map.rows.map((step, row) => ({
    name: stepText(step),
    values: map.columns.map((_, column) => scores.get(row * map.columns.length + column) ?? NaN),
  }));
  rows.reverse();
  const title = `${titleOf(objective)} by ${across} and ${up}`;
  const svg = svgHeat({
    ...{ title, across, up, isSigned: false, isLessBetter: goal === "minimise" },
    columns: map.columns.map(stepText),
    rows: rows.map(({ name }) => name),
    values: rows.map(({ values }) => values),
    text: sayer(objective),
  });
  return { type: "chart", title, svg };
}

const stepText = ({ low, high }: HeatStep): string =>
  low === high ? valueText(low) : `${valueText(low)}\u2013${valueText(high)}`;

const valueText = (value: number): string => String(Number(value.toPrecision(4)));

function paramsText(params: Search["trials"][number]["params"]): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === "number" ? valueText(value) : String(value)}`)
    .join(", ")
    .slice(0, 500);
}

const titleOf = (objective: string): string => statisticOf(objective)?.title ?? objective;
const statisticOf = (objective: string) => statistics.blocks.find(({ kind }) => kind === objective);

/** How an objective's values are written: as reports write them, or in four digits where it is none of the catalogue. */
function sayer(objective: string): (value: number | null) => string {
  const unit = statisticOf(objective)?.unit;
  if (unit !== undefined) return (value) => statisticText(value, unit);
  return (value) => (value === null || Number.isNaN(value) ? "\u2013" : shortNumber(value));
}
