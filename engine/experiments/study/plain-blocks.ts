import { z } from "zod";
import type { BacktestOptions } from "../../backtest.ts";
import { plainSpec, type AnyBlock, type BlockSpec, type Catalogue } from "../../catalogue.ts";
import { EngineError, toPlainError } from "../../errors.ts";
import { fees } from "../../execution/fees/catalogue.ts";
import { slippage } from "../../execution/slippage/catalogue.ts";
import { rules } from "../../risk/catalogue.ts";
import { sizers } from "../../sizing/catalogue.ts";

/** The options of a run that are blocks, and where those are listed. */
export const BLOCK_CATALOGUES = { fees, slippage, sizing: sizers, risk: rules } as const;

/** A block of a catalogue as plain data. */
const plainBlock = (catalogue: Catalogue<AnyBlock>) =>
  z
    .strictObject({
      kind: z.string().max(100),
      params: z.record(z.string().max(100), z.unknown()).default({}),
    })
    .superRefine(({ kind, params }, context) => {
      try {
        catalogue.find(kind).of(params);
      } catch (error) {
        context.addIssue({ code: "custom", message: toPlainError(error).message });
      }
    });

/** Blocks of a study's runs, by kind and parameters; each checked by its catalogue. */
export const plainBlocks = {
  fees: plainBlock(fees).optional().describe("IBKR's fixed ones where absent"),
  slippage: plainBlock(slippage).optional().describe("fixed basis points where absent"),
  sizing: plainBlock(sizers).optional().describe("in place of the strategy's own"),
  risk: z.array(plainBlock(rules)).max(100).optional().describe("in place of the strategy's own"),
};

type Blocks = Pick<BacktestOptions, "fees" | "slippage" | "sizing" | "risk">;
type Shape = z.ZodObject<typeof plainBlocks>;
/** See {@link plainBlocks}. */
export type PlainBlocks = z.output<Shape>;
/** The same as it is written: parameters that are all usual may be absent. */
export type PlainBlocksInput = z.input<Shape>;

/** Makes blocks of plain data; what is absent stays so. @throws EngineError "unknown-block" or "bad-param" on data that nobody has checked. */
export function bindBlocks(plain: PlainBlocks): Blocks {
  return {
    ...(plain.fees && { fees: fees.find(plain.fees.kind).of(plain.fees.params) }),
    ...(plain.slippage && { slippage: slippage.find(plain.slippage.kind).of(plain.slippage.params) }),
    ...(plain.sizing && { sizing: sizers.find(plain.sizing.kind).of(plain.sizing.params) }),
    ...(plain.risk && { risk: plain.risk.map(({ kind, params }) => rules.find(kind).of(params)) }),
  };
}

/**
 * Blocks as plain data that travels.
 *
 * @throws EngineError "bad-param" on a block of the user's own, whose code does not travel with options.
 */
export function plainOf({ fees: charged, slippage: slipped, sizing, risk }: Blocks): PlainBlocks {
  return {
    ...(charged && { fees: plain("fees", charged, fees) }),
    ...(slipped && { slippage: plain("slippage", slipped, slippage) }),
    ...(sizing && { sizing: plain("sizing", sizing, sizers) }),
    ...(risk && { risk: risk.map((rule) => plain("risk", rule, rules)) }),
  };
}

function plain(
  field: string,
  block: BlockSpec,
  catalogue: Catalogue<AnyBlock>,
): { kind: string; params: Record<string, unknown> } {
  const { kind, params, code } = plainSpec(block, catalogue);
  if (code === undefined && typeof kind === "string")
    return { kind, params: { ...(params as Record<string, unknown>) } };
  throw new EngineError(
    "bad-param",
    `${field} of your own cannot be sent to the server; put it into the strategy`,
    { field },
  );
}
