import { OWN_OBJECTIVE } from "#engine/experiments/study/own-objective.ts";
import type { StudyDetail } from "#server/studies/list-studies.ts";
import { draftBlock } from "./draft-blocks.ts";
import { constraintText, draftOf, parametersOf, type Judgement, type StudyDraft } from "./study-draft.ts";

type Earlier = Pick<StudyDetail, "id" | "name" | "strategyName" | "request">;

const dayText = (time: number | undefined): string =>
  time === undefined ? "" : new Date(time).toISOString().slice(0, 10);

/** A draft of an earlier study: the same strategy, bars, search and judgement, all of which may be changed. */
export function draftOfStudy({ id, name, strategyName, request }: Earlier): StudyDraft {
  const { study, symbols, timeframe, options } = request;
  const { space, sampler, pruner, objective, goal, further = [], accounts } = study;
  return {
    ...draftOf(),
    source: { kind: "study", study: id, name: strategyName },
    ...{ name, symbols: symbols.join(", "), timeframe, objective, goal, further, accounts },
    ...{ from: dayText(options.from), to: dayText(options.to) },
    ...{
      fees: draftBlock(options.fees),
      slippage: draftBlock(options.slippage),
      sizing: draftBlock(options.sizing),
    },
    capital: options.capital === undefined ? "" : String(options.capital),
    ...{ parameters: parametersOf(space.parameters), constraints: constraintText(space) },
    ...{
      method: sampler.kind,
      pruner: pruner.kind,
      trials: String(study.trials),
      batch: String(study.batch),
    },
    ...{ seed: String(study.seed), leastTrades: String(study.leastTrades), folds: String(study.folds) },
    ...judgedBy(study),
  };
}

/**
 * What choosing an earlier study's strategy changes of a draft: the strategy with its ranges and its own objective, and its bars where none are written
 * yet. How it is searched and judged stays as the person has it.
 */
export function strategyOfStudy(earlier: Earlier, draft: StudyDraft): Partial<StudyDraft> {
  const { source, name, parameters, constraints, objective, goal, ...rest } = draftOfStudy(earlier);
  const { symbols, timeframe, from, to, accounts } = rest;
  return {
    ...{ source, name, parameters, constraints },
    ...(objective === OWN_OBJECTIVE ? { objective, goal } : {}),
    ...(draft.symbols.trim() === "" ? { symbols, timeframe, from, to, accounts } : {}),
  };
}

function judgedBy(study: Earlier["request"]["study"]): Partial<StudyDraft> {
  const { walkForward, crossValidation, holdOut } = study;
  const { purge = 5, embargo = 5 } = walkForward ?? crossValidation ?? {};
  return {
    judgement: judgementOf(study),
    holdOutPercent: String(100 * holdOut),
    ...{ purge: String(purge), embargo: String(embargo) },
    ...(walkForward && {
      ...{ train: String(walkForward.train), test: String(walkForward.test), anchored: walkForward.anchored },
    }),
    ...(crossValidation && {
      ...{ groups: String(crossValidation.groups), testGroups: String(crossValidation.testGroups) },
    }),
  };
}

function judgementOf({ walkForward, crossValidation, holdOut }: Earlier["request"]["study"]): Judgement {
  if (walkForward) return "walk-forward";
  if (crossValidation) return crossValidation.testGroups === 1 ? "k-fold" : "combinatorial";
  return holdOut === 0 ? "none" : "hold-out";
}
