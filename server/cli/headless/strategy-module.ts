import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as engine from "#engine/index.ts";
import { EngineError } from "#engine/errors.ts";
import type { Strategy } from "#engine/strategy.ts";

const ENGINE = new URL("../../../engine/index.ts", import.meta.url).href;

/** A strategy out of a file, and the file's text. */
export interface StrategyModule {
  readonly strategy: Strategy;
  readonly text: string;
}

/**
 * Loads a strategy from a TypeScript or JavaScript module.
 *
 * Node itself strips the types, in place, so that lines and columns stay the file's own and imports of its neighbours work; `lookback` is the engine, whose
 * names are global besides, as they are in cells.
 *
 * @param name The export to take; needed only where the file exports several strategies.
 * @throws EngineError "bad-spec" with the line where the file does not run, or exports no strategy.
 */
export async function loadStrategyModule(path: string, name?: string): Promise<StrategyModule> {
  const text = readFileSync(path, "utf8");
  return { strategy: pick(await loadModule(path), name, path), text };
}

/**
 * Runs a module of a user's. See {@link loadStrategyModule}.
 *
 * @returns What it exports.
 * @throws EngineError "bad-spec" with the line where it does not run.
 */
export async function loadModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(resolve(path)).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === "lookback") return { url: ENGINE, shortCircuit: true };
      const found = next(specifier, context);
      return found.url === url ? { ...found, format: formatOf(path) } : found;
    },
  });
  Object.assign(globalThis, engine);
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw error instanceof EngineError ? error : userError(error, url);
  }
}

function formatOf(path: string): string {
  return path.endsWith("ts") ? "module-typescript" : "module";
}

function pick(exported: Readonly<Record<string, unknown>>, name: string | undefined, path: string): Strategy {
  const found = Object.entries(exported).filter((entry): entry is [string, Strategy] => isStrategy(entry[1]));
  const names = found.map(([each]) => each).join(", ");
  if (found.length === 0) {
    const remedy = "export one: export const mine = defineStrategy({ ... })";
    throw new EngineError("bad-spec", `no strategy in ${path}; ${remedy}`, { stage: "strategy" });
  }
  if (name === undefined && found.length > 1) {
    const message = `several strategies in ${path}: ${names}; name one with --strategy`;
    throw new EngineError("bad-spec", message, { stage: "strategy" });
  }
  const [, strategy] = found.find(([each]) => each === name) ?? (name === undefined ? (found[0] ?? []) : []);
  if (strategy) return strategy;
  throw new EngineError("bad-spec", `no strategy ${name} in ${path}; use one of ${names}`);
}

function isStrategy(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { prepare, code, name } = value as Partial<Strategy>;
  return typeof prepare === "function" && typeof code === "function" && typeof name === "string";
}

/** A user's own exception as bad input: its name, its words and its line in the file. */
export function userError(error: unknown, url: string): EngineError {
  if (!(error instanceof Error)) return new EngineError("bad-spec", `thrown: ${String(error).slice(0, 200)}`);
  const line = lineIn(error, url);
  const { symbol, bar } = (error as { site?: { symbol?: string; bar?: number } }).site ?? {};
  const where = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(symbol === undefined ? [] : [symbol]),
    ...(bar === undefined ? [] : [`bar ${bar}`]),
  ];
  const message = `${error.name}: ${error.message.split("\n")[0] ?? ""}`;
  const site = { stage: "strategy", ...(line === undefined ? {} : { line }) };
  return new EngineError("bad-spec", where.length > 0 ? `${message} (${where.join(", ")})` : message, site);
}

function lineIn(error: Error, url: string): number | undefined {
  const path = new URL(url).pathname;
  const at = (error.stack ?? "").split("\n").find((line) => line.includes(path));
  const match = at && /:(\d+)(?::\d+)?\)?$/.exec(at.trim());
  return match ? Number(match[1]) : undefined;
}
