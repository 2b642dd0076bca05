import { asOf } from "#workers/cells/as-of.ts";
import { indicatorValues } from "#workers/cells/research/indicator-values.ts";
import { strategyFromYaml } from "#workers/cells/research/yaml-strategy.ts";
import { engineScope } from "#workers/cells/engine-scope.ts";
import { tableOf } from "#workers/cells/table.ts";

const silent = (): void => undefined;

/** What cells see by name on a helping thread: the engine and what only computes. What they show there, nobody sees. */
export const helperScope: Readonly<Record<string, unknown>> = {
  ...engineScope,
  indicator: indicatorValues,
  strategyFromYaml: (text: string) => strategyFromYaml(text),
  table: tableOf,
  asOf,
  display: silent,
  progress: silent,
  console: { log: silent, debug: silent, info: silent, warn: silent, error: silent },
};
