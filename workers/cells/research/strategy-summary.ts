import type { SpecBlock, StrategySpec } from "#engine/spec/strategy-spec.ts";

type Group = StrategySpec["components"]["signals"]["entry_long"];

/** Text that markdown and its tables take as it is. */
const plain = (text: string): string => text.replace(/([\\`*_[\]<>|~#$])/g, "\\$1").replace(/\s+/g, " ");

const valueOf = (value: unknown): string =>
  plain(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

const paramsOf = (params: Readonly<Record<string, unknown>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${plain(name)} ${valueOf(value)}`)
    .join(", ");

const blockOf = ({ type, params }: SpecBlock): string => {
  const list = paramsOf(params);
  return list === "" ? plain(type) : `${plain(type)} (${list})`;
};

function groupOf(words: string, group: Group): string[] {
  if (group === undefined) return [];
  const conditions = group.conditions.map(
    (condition) =>
      Object.entries(condition).map(([name, params]) => {
        const list = paramsOf(params ?? {});
        return list === "" ? plain(name) : `${plain(name)} (${list})`;
      })[0] ?? "",
  );
  const joint = group.logic === "any" ? " or " : group.logic === "all" ? " and " : " with ";
  return [`${words} ${conditions.join(joint)}`];
}

function signalsOf({ generator, ...groups }: StrategySpec["components"]["signals"]): string[] {
  return [
    ...(generator === undefined ? [] : [blockOf(generator)]),
    ...groupOf("buy:", groups.entry_long),
    ...groupOf("sell:", groups.exit_long),
    ...groupOf("short:", groups.entry_short),
    ...groupOf("cover:", groups.exit_short),
  ];
}

function executionOf(execution: StrategySpec["execution"]): string[] {
  return Object.entries(execution ?? {}).map(([name, value]) => `${plain(name)} ${valueOf(value)}`);
}

/** A spec as markdown: what it is called, and a table of its pipeline, stage by stage; absent stages have the engine's defaults. */
export function strategySummary({ meta, runtime, data, components, execution }: StrategySpec): string {
  const { indicators, signals, sizing, risk, regime } = components;
  const stages: readonly (readonly [string, readonly string[]])[] = [
    ["Data", [runtime?.primary_timeframe ?? "the bars it is given", ...(data?.symbols ?? [])]],
    [
      "Indicators",
      Object.entries(indicators).map(
        ([name, { type, params, timeframe }]) =>
          `**${plain(name)}** ${blockOf({ type, params })}${timeframe === undefined ? "" : ` at ${timeframe}`}`,
      ),
    ],
    ["Signals", signalsOf(signals)],
    ["Sizing", sizing === undefined ? [] : [blockOf(sizing)]],
    ["Risk", [...(risk?.rules ?? []).map(blockOf), ...(regime?.enabled ? ["regime filter"] : [])]],
    ["Execution", executionOf(execution)],
  ];
  const rows = stages.map(
    ([stage, parts]) => `| ${stage} | ${parts.length === 0 ? "default" : parts.join("; ")} |`,
  );
  const about = meta.description === "" ? "" : `\n\n${plain(meta.description)}`;
  return `**${plain(meta.strategy)}** ${plain(meta.version)}${about}\n\n| Stage | What it does |\n|---|---|\n${rows.join("\n")}\n`;
}
