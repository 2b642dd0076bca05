import { z } from "zod";
import { needMethod, parseParams, plainSpec } from "../catalogue.ts";
import { corporateAction } from "../market/corporate-actions.ts";
import { delisting } from "../market/delisting.ts";
import { rules } from "../risk/catalogue.ts";
import type { RiskRule } from "../risk/rule.ts";
import { sizers } from "../sizing/catalogue.ts";
import { fixedFraction } from "../sizing/fixed-fraction.ts";
import type { Sizer } from "../sizing/sizer.ts";
import { fees as feeSchedules } from "./fees/catalogue.ts";
import type { FeeSchedule } from "./fees/fee-schedule.ts";
import { ibkrFixed } from "./fees/ibkr-fixed.ts";
import { paths } from "./paths/catalogue.ts";
import { executionSettings, type ExecutionInput, type ExecutionSettings } from "./settings.ts";
import { slippage as slippageModels } from "./slippage/catalogue.ts";
import { fixedBps } from "./slippage/fixed-bps.ts";
import type { SlippageModel } from "./slippage/slippage-model.ts";

const numbers = z.object({
  capital: z.number().positive().max(1e15).default(100_000),
  seed: z.number().int().min(0).default(1),
  from: z.number().optional(),
  to: z.number().optional(),
  periodsPerYear: z.number().positive().max(1e6).optional(),
  corporateActions: z.array(corporateAction).max(1_000_000).default([]),
  delistings: z.array(delisting).max(100_000).default([]),
});

interface Blocks {
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly sizing: Sizer;
  readonly risk: readonly RiskRule[];
}

/** The options of a run that do not come from bars, with every default filled in. */
export interface Settings extends z.output<typeof numbers>, Blocks {
  readonly execution: ExecutionSettings;
}

/** The options of a run as a user gives them. */
export interface SettingsInput {
  readonly capital?: number | undefined;
  readonly seed?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly periodsPerYear?: number | undefined;
  readonly corporateActions?: readonly z.input<typeof corporateAction>[] | undefined;
  readonly delistings?: readonly z.input<typeof delisting>[] | undefined;
  readonly fees?: FeeSchedule | undefined;
  readonly slippage?: SlippageModel | undefined;
  readonly sizing?: Sizer | undefined;
  readonly risk?: readonly RiskRule[] | undefined;
  readonly execution?: ExecutionInput | undefined;
}

/**
 * Fills in a run's settings: an option of the run wins over the strategy's own part, which wins over the default.
 *
 * @throws EngineError "bad-param" on a value out of range, and on a block that is none.
 */
export function readSettings(options: SettingsInput, own: SettingsInput): Settings {
  const { capital, seed, from, to, periodsPerYear, corporateActions, delistings } = options;
  const given = { capital, seed, from, to, periodsPerYear, corporateActions, delistings };
  const execution = options.execution ?? own.execution ?? {};
  const blocks = {
    fees: options.fees ?? ibkrFixed(),
    slippage: options.slippage ?? fixedBps(),
    sizing: options.sizing ?? own.sizing ?? fixedFraction(),
    risk: options.risk ?? own.risk ?? [],
  };
  checkBlocks(blocks);
  return {
    ...parseParams(numbers, given, { stage: "settings" }),
    ...blocks,
    execution: parseParams(executionSettings, execution, { stage: "execution" }),
  };
}

function checkBlocks({ fees, slippage, sizing, risk }: Blocks): void {
  needMethod(fees, "charge", "fees", "use a fee schedule like ibkrFixed()");
  needMethod(slippage, "shift", "slippage", "use a slippage model like fixedBps()");
  needMethod(sizing, "size", "sizing", "use a sizer like fixedFraction()");
  needMethod(risk, "map", "risk", "use a list of rules like [stopLoss({ pct: 5 })]");
  for (const rule of risk) needMethod(rule, "review", "risk", "use rules like stopLoss({ pct: 5 })");
}

/** Settings as plain data for the manifest: blocks by kind and parameters, a user's own with their code. */
export function plainSettings(settings: Settings, periodsPerYear: number): Record<string, unknown> {
  const { capital, from, to, execution, corporateActions, delistings } = settings;
  const path = { kind: execution.path, version: paths.find(execution.path).version };
  return {
    capital,
    periodsPerYear,
    fees: plainSpec(settings.fees, feeSchedules),
    slippage: plainSpec(settings.slippage, slippageModels),
    sizing: plainSpec(settings.sizing, sizers),
    risk: settings.risk.map((rule) => plainSpec(rule, rules)),
    execution: { ...execution, path },
    ...(corporateActions.length === 0 ? {} : { corporateActions }),
    ...(delistings.length === 0 ? {} : { delistings }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
