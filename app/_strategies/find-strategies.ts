import type { StrategySummary } from "#server/strategies/list-strategies.ts";
import { paramsText, symbolsText } from "../_runs/run-names.ts";

/** Strategies that have all the words somewhere: name, version, code, author, changelog, data and parameters of the best run. */
export function findStrategies(all: readonly StrategySummary[], words: string): StrategySummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((strategy) => {
    const { name, version, codeHash, author, changelog, best } = strategy;
    const run = best ? `${symbolsText(best)} ${paramsText(best)}` : "";
    const text = [name, version, codeHash, author ?? "", changelog, run].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** What tells a version from others of its name: its version, and the hash of its code where two share that. */
export function versionName(
  { name, version, codeHash }: StrategySummary,
  among: readonly StrategySummary[],
): string {
  const alike = among.filter((other) => other.name === name && other.version === version);
  return alike.length < 2 ? `${name} ${version}` : `${name} ${version} ${codeHash.slice(0, 6)}`;
}
