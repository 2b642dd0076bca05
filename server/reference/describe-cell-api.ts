import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeExport, describeFunctions } from "./describe-functions.ts";
import type { DescribedFunction } from "./describe-functions.ts";
import { openOptions } from "./describe-options.ts";

/**
 * What cells can call besides the engine's blocks, by chapter of the reference: research, inputs, charts.
 *
 * @param root Folder that holds `workers`.
 */
export function describeCellApi(root: string): Readonly<Record<string, readonly DescribedFunction[]>> {
  const read = (file: string) => readFileSync(join(root, "workers", "cells", file), "utf8");
  const charts = readdirSync(join(root, "workers", "cells", "plots")).map((file) => read(`plots/${file}`));
  const optionsOf = openOptions(root);
  const withOptions = (each: DescribedFunction): DescribedFunction => {
    const [, name = ""] = /\boptions\??: (\w+)/.exec(each.signature) ?? [];
    const options = optionsOf(name);
    return options.length === 0 ? each : { ...each, options };
  };
  const plots = describeFunctions(read("plot.ts"), "plot").map((each) => withSignature(each, charts));
  return {
    research: describeFunctions(read("cell-api.ts"), "CellApi")
      .filter(({ name }) => name !== "plot")
      .map(withOptions),
    inputs: describeFunctions(read("input-api.ts"), "InputApi").map(withOptions),
    plots: plots.map((each) => withOptions({ ...each, name: `plot.${each.name}` })),
    engine: describeEngine(root).map(withOptions),
  };
}

/** A chart that plot.ts only names has its signature in its own file. */
function withSignature(plot: DescribedFunction, files: readonly string[]): DescribedFunction {
  if (plot.signature !== plot.name) return plot;
  const [own] = files.flatMap((source) => describeExport(source, plot.name) ?? []);
  return own ? { ...plot, signature: own.signature } : plot;
}

const EXPORTS = /export \{([^}]*)\} from "\.\/([^"]+)";/g;

/** The engine's functions that are no blocks of a catalogue, in the order of its index. */
function describeEngine(root: string): DescribedFunction[] {
  const read = (file: string) => readFileSync(join(root, "engine", file), "utf8");
  return [...read("index.ts").matchAll(EXPORTS)].flatMap(([, names = "", file = ""]) => {
    const source = read(file);
    return names.split(",").flatMap((name) => describeExport(source, name.trim()) ?? []);
  });
}
