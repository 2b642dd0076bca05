import { z } from "zod";
import { parseParams, plainSpec } from "../catalogue.ts";
import { corporateAction } from "../market/corporate-actions.ts";
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
});

/** The options of a run that do not come from bars, with every default filled in. */
export interface Settings extends z.output<typeof numbers> {
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly sizing: Sizer;
  readonly risk: readonly RiskRule[];
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
  readonly fees?: FeeSchedule | undefined;
  readonly slippage?: SlippageModel | undefined;
  readonly sizing?: Sizer | undefined;
  readonly risk?: readonly RiskRule[] | undefined;
  readonly execution?: ExecutionInput | undefined;
}

/**
 * Fills in a run's settings: an option of the run wins over the strategy's own part, which wins over the default.
 *
 * @throws EngineError "bad-param" on a value out of range.
 */
export function readSettings(options: SettingsInput, own: SettingsInput): Settings {
  const { capital, seed, from, to, periodsPerYear, corporateActions } = options;
  const given = { capital, seed, from, to, periodsPerYear, corporateActions };
  const execution = options.execution ?? own.execution ?? {};
  return {
    ...parseParams(numbers, given, { stage: "settings" }),
    fees: options.fees ?? ibkrFixed(),
    slippage: options.slippage ?? fixedBps(),
    sizing: options.sizing ?? own.sizing ?? fixedFraction(),
    risk: options.risk ?? own.risk ?? [],
    execution: parseParams(executionSettings, execution, { stage: "execution" }),
  };
}

/** Settings as plain data for the manifest: blocks by kind and parameters, a user's own with their code. */
export function plainSettings(settings: Settings, periodsPerYear: number): Record<string, unknown> {
  const { capital, from, to, execution, corporateActions } = settings;
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
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
