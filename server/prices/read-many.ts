import type { PoolClient } from "pg";
import { adjustBars } from "#engine/data/adjust.ts";
import { firstAtOrAfter, sliceBars } from "#engine/data/dataset.ts";
import { resample } from "#engine/data/resample.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { LongerCounts } from "#server/aggregates/longer-counts.ts";
import { readLonger } from "#server/aggregates/read-longer.ts";
import { readBarColumns, readBarColumnsOf } from "./bar-columns.ts";
import type { ReadPlan } from "./plan-reads.ts";
import type { SeriesRequest } from "./series-request.ts";

/**
 * Reads the bars of plans from the database, all of one stored timeframe in one query, adjusts and derives them, and cuts them to the range.
 *
 * @param counts Told who made longer bars.
 * @returns Bars by symbol.
 */
export async function readMany(
  client: PoolClient,
  plans: readonly ReadPlan[],
  request: SeriesRequest,
  counts: LongerCounts = { view: 0, engine: 0 },
): Promise<ReadonlyMap<string, Bars>> {
  const { from, to } = request;
  const found = await readViews(client, plans, request);
  counts.view += found.size;
  // Actions after the range change what lies in it, and a longer bar may begin before it: such series are read whole.
  const isPlain = (plan: ReadPlan) => plan.actions.length === 0 && plan.stored === request.timeframe;
  const left = plans.filter(({ symbol }) => !found.has(symbol));
  counts.engine += left.filter(({ stored }) => stored !== request.timeframe).length;
  for (const group of groupsOf(left, isPlain)) {
    const plain = isPlain(group[0]);
    const range = { timeframe: group[0].stored, ...(plain ? { from, to } : {}) };
    const read = await readGroup(client, group, range);
    for (const plan of group) {
      const bars = read.get(plan.symbol);
      if (bars) found.set(plan.symbol, plain ? bars : cut(derive(bars, plan, request), request));
    }
  }
  return found;
}

/** Longer bars of minutes that the database keeps ready; they are raw, and whole. */
async function readViews(
  client: PoolClient,
  plans: readonly ReadPlan[],
  request: SeriesRequest,
): Promise<Map<string, Bars>> {
  const { timeframe } = request;
  const found = new Map<string, Bars>();
  for (const { symbol, version, stored, longerBars: calendar } of plans) {
    if (stored !== "1m" || timeframe === "1m" || calendar === null) continue;
    const bars = await readLonger(client, { symbol, timeframe, version, calendar });
    if (bars) found.set(symbol, cut(bars, request));
  }
  return found;
}

type Group = readonly [ReadPlan, ...ReadPlan[]];

function groupsOf(plans: readonly ReadPlan[], isPlain: (plan: ReadPlan) => boolean): Group[] {
  const groups = new Map<string, [ReadPlan, ...ReadPlan[]]>();
  for (const plan of plans) {
    const key = `${plan.stored} ${isPlain(plan)}`;
    const group = groups.get(key);
    if (group) group.push(plan);
    else groups.set(key, [plan]);
  }
  return [...groups.values()];
}

async function readGroup(
  client: PoolClient,
  group: Group,
  range: Omit<SeriesRequest, "symbols">,
): Promise<ReadonlyMap<string, Bars>> {
  const [first] = group;
  if (group.length > 1) return readBarColumnsOf(client, group, range);
  return new Map([
    [first.symbol, await readBarColumns(client, { ...range, symbol: first.symbol }, first.version)],
  ]);
}

function derive(raw: Bars, { actions }: ReadPlan, { timeframe }: SeriesRequest): Bars {
  const adjusted = actions.length === 0 ? raw : adjustBars(raw, actions, { dividends: true });
  return raw.timeframe === timeframe ? adjusted : resample(adjusted, timeframe);
}

function cut(bars: Bars, { from, to }: SeriesRequest): Bars {
  const first = from === undefined ? 0 : firstAtOrAfter(bars.openTime, from);
  const end = to === undefined ? bars.openTime.length : firstAtOrAfter(bars.openTime, to);
  return first === 0 && end === bars.openTime.length ? bars : sliceBars(bars, first, Math.max(first, end));
}
