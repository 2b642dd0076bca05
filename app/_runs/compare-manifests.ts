import type { Manifest } from "#engine/manifest.ts";

/** One thing in which runs differ, with what each of them has; absent where it has no such thing. */
export interface ManifestDifference {
  readonly name: string;
  readonly values: readonly (string | undefined)[];
}

/** Most settings of a manifest that are looked at. */
const MAX_FACTS = 2_000;

/** In what runs differ: parameters, code, settings by their path, data symbol by symbol, engine and seed; what all share is left out. */
export function compareManifests(manifests: readonly (Manifest | null)[]): ManifestDifference[] {
  const facts = manifests.map((manifest) =>
    manifest === null ? new Map<string, string>() : factsOf(manifest),
  );
  const names = [...new Set(facts.flatMap((own) => [...own.keys()]))];
  return names
    .map((name) => ({ name, values: facts.map((own) => own.get(name)) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function factsOf(manifest: Manifest): Map<string, string> {
  const { strategy, codeHash, params, settings, data, engineVersion, seed } = manifest;
  const facts: [string, string][] = [
    ["strategy", `${strategy.name} ${strategy.version}`],
    ["code", codeHash.slice(0, 12)],
    ...flat("parameter", params),
    ...flat("", settings),
    ...data.map(({ symbol, timeframe, bars, hash }): [string, string] => {
      return [`data ${symbol}`, `${timeframe}, ${bars} bars, ${hash.slice(0, 12)}`];
    }),
    ["engine", engineVersion],
    ["seed", String(seed)],
  ];
  return new Map(facts.slice(0, MAX_FACTS));
}

/** Values by their path: "fees.params.perShare". */
function flat(path: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const joint = path === "parameter" ? " " : ".";
    return flat(path === "" ? key : `${path}${joint}${key}`, inner);
  });
}
