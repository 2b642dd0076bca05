import { z } from "zod";
import type { BlockInfo } from "#engine/catalogue.ts";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { fees } from "#engine/execution/fees/catalogue.ts";
import { paths } from "#engine/execution/paths/catalogue.ts";
import { slippage } from "#engine/execution/slippage/catalogue.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { rules } from "#engine/risk/catalogue.ts";
import { signals } from "#engine/signals/catalogue.ts";
import { conditions } from "#engine/signals/conditions/catalogue.ts";
import { sizers } from "#engine/sizing/catalogue.ts";
import { strategies } from "#engine/strategies/catalogue.ts";

/** A block as the catalogue command prints it; `params` is a JSON schema. */
export interface DescribedBlock {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly params: unknown;
  readonly outputs: readonly string[];
}

/** Every block of the engine by stage. */
export function describeCatalogue(): Readonly<Record<string, readonly DescribedBlock[]>> {
  const stages = {
    indicators,
    signals,
    conditions,
    sizers,
    rules,
    paths,
    slippage,
    fees,
    statistics,
    strategies,
  };
  return Object.fromEntries(
    Object.entries(stages).map(([name, stage]) => [name, stage.blocks.map(describe)]),
  );
}

function describe(block: BlockInfo & { readonly outputs?: readonly string[] }): DescribedBlock {
  const { kind, title, description, params, outputs = [] } = block;
  const schema = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
  return { kind, title, description, params: schema, outputs };
}

/** `lookback catalogue`: prints every block, one a line or as JSON. */
export function printCatalogue(json: boolean): void {
  const catalogue = describeCatalogue();
  if (json) return console.log(JSON.stringify(catalogue));
  for (const [stage, blocks] of Object.entries(catalogue)) {
    console.log(stage);
    for (const { kind, title } of blocks) console.log(`  ${kind.padEnd(26)} ${title}`);
  }
}
