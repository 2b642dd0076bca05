import { backtest, type BacktestOptions } from "./backtest.ts";
import { parseParams, type AnyBlock, type BlockSpec, type Catalogue } from "./catalogue.ts";
import { hashBars } from "./data/dataset.ts";
import { EngineError } from "./errors.ts";
import { fees } from "./execution/fees/catalogue.ts";
import { paths } from "./execution/paths/catalogue.ts";
import type { ExecutionInput } from "./execution/settings.ts";
import { slippage } from "./execution/slippage/catalogue.ts";
import { manifest as manifestSchema, type Manifest } from "./manifest.ts";
import type { Bars } from "./market/bars.ts";
import type { BacktestResult } from "./result.ts";
import { rules } from "./risk/catalogue.ts";
import { sizers } from "./sizing/catalogue.ts";
import type { Strategy } from "./strategy.ts";
import { ENGINE_VERSION } from "./version.ts";

/** What a manifest names and does not hold. */
export interface RerunOptions extends Pick<BacktestOptions, "bars" | "finerBars" | "benchmark" | "code"> {
  /** The strategy, or what finds it by name and version (a registry's `find`). */
  readonly strategy: Strategy | ((name: string, version: string) => Strategy | undefined);
  /** A user's own sizers, rules, fees and slippage models. */
  readonly blocks?: readonly AnyBlock<BlockSpec>[];
}

/**
 * Runs what a manifest says again, and proves that it is the same: engine, code, data and settings, bit for bit.
 *
 * @param given A manifest as it was stored: untrusted.
 * @returns The result, whose manifest hash is the given one.
 * @throws EngineError "bad-spec" on a manifest of another engine, or where strategy, code, data or blocks are not those of the manifest.
 * @example rerun(result.manifest, { strategy: cross, bars: prices }).resultHash === result.resultHash
 */
export function rerun(given: unknown, options: RerunOptions): BacktestResult {
  const manifest = parseParams(manifestSchema, given, { stage: "manifest" });
  if (manifest.engineVersion !== ENGINE_VERSION)
    throw differs("engine", manifest.engineVersion, ENGINE_VERSION, "use that engine");
  checkData(manifest, [options.bars].flat());
  const { bars, finerBars, benchmark, code } = options;
  const result = backtest(strategyOf(manifest, options), {
    ...settingsOf(manifest, options.blocks ?? []),
    ...{ params: manifest.params, seed: manifest.seed, bars },
    ...(finerBars === undefined ? {} : { finerBars }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(code === undefined ? {} : { code }),
  });
  compare(manifest, result.manifest);
  return result;
}

function differs(what: string, wanted: string, got: string, remedy: string): EngineError {
  const message = `different ${what}: ${got}, where the manifest has ${wanted}; ${remedy}`;
  return new EngineError("bad-spec", message, { stage: "manifest", field: what });
}

function strategyOf({ strategy: { name, version } }: Manifest, { strategy }: RerunOptions): Strategy {
  const found = typeof strategy === "function" ? strategy(name, version) : strategy;
  if (!found)
    throw new EngineError("bad-spec", `unknown strategy: ${name} ${version}; give one that finds it`, {
      stage: "manifest",
      field: "strategy",
    });
  return found;
}

function checkData(manifest: Manifest, bars: readonly Bars[]): void {
  const bySymbol = new Map(bars.map((each) => [each.symbol, each]));
  for (const { symbol, hash, bars: count } of manifest.data) {
    const found = bySymbol.get(symbol);
    if (!found) {
      const message = `no bars for ${symbol}; give those of the manifest`;
      throw new EngineError("unknown-symbol", message, { stage: "manifest", symbol });
    }
    // Longer bars may have been cut at the run's own end: the run's manifest decides.
    if (found.openTime.length === count && hashBars(found) !== hash)
      throw differs(
        `data of ${symbol}`,
        hash.slice(0, 12),
        hashBars(found).slice(0, 12),
        "use the same bars",
      );
  }
}

type PlainBlock = { readonly kind: string; readonly params: unknown; readonly code?: string };

/** A block of a manifest, from the catalogue, or from the user's own where the manifest has its code. */
function revive<S extends BlockSpec>(
  plain: unknown,
  catalogue: Catalogue<AnyBlock<S>>,
  own: readonly AnyBlock<BlockSpec>[],
): S {
  const { kind, params, code } = plain as PlainBlock;
  if (code === undefined) return catalogue.find(kind).of(params);
  const spec = own.find((block) => block.kind === kind)?.of(params);
  if (spec?.code === code) return spec as S;
  const message = `unknown block of the user's own: ${kind}; give it in blocks, with the same code`;
  throw new EngineError("bad-spec", message, { stage: "manifest", kind });
}

function settingsOf({ settings }: Manifest, own: readonly AnyBlock<BlockSpec>[]): Partial<BacktestOptions> {
  const { execution } = settings;
  const { path, ...rest } = execution as { path: { kind: string; version: number } };
  const { version } = paths.find(path.kind);
  if (version !== path.version)
    throw differs(`version of path ${path.kind}`, `${path.version}`, `${version}`, "use that engine");
  // Hashes of a benchmark or of finer bars are compared with the rest of the settings afterwards.
  const plain = Object.entries(settings).filter(([name]) => !["benchmark", "finerBars"].includes(name));
  return {
    ...Object.fromEntries(plain),
    fees: revive(settings["fees"], fees, own),
    slippage: revive(settings["slippage"], slippage, own),
    sizing: revive(settings["sizing"], sizers, own),
    risk: (settings["risk"] as readonly unknown[]).map((rule) => revive(rule, rules, own)),
    execution: { ...rest, path: path.kind } as ExecutionInput,
  };
}

/** Names the first part in which two manifests differ. */
function compare(wanted: Manifest, got: Manifest): void {
  if (got.hash === wanted.hash) return;
  for (const part of ["codeHash", "dataHash", "settingsHash"] as const) {
    if (got[part] === wanted[part]) continue;
    throw differs(
      part,
      wanted[part].slice(0, 12),
      got[part].slice(0, 12),
      "give what the manifest was made of",
    );
  }
  throw differs(
    "manifest",
    wanted.hash.slice(0, 12),
    got.hash.slice(0, 12),
    "it may have been changed by hand",
  );
}
