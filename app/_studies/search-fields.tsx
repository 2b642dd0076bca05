import { OWN_OBJECTIVE } from "#engine/experiments/study/own-objective.ts";
import { STATISTIC_ROWS } from "../_report/statistic-rows.ts";
import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import { METHODS, PRUNERS } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const wordsOf = ({ kind, title }: { readonly kind: string; readonly title: string }) => ({
  value: kind,
  words: title,
});
const OBJECTIVES = STATISTIC_ROWS.map(({ kind, label }) => ({ value: kind, words: label }));
const OWN = { value: OWN_OBJECTIVE, words: "the study's own function" };
const GOALS = [
  { value: "maximise", words: "as large as can be" },
  { value: "minimise", words: "as small as can be" },
] as const;

/** How sets are picked, how many, and what makes one better than another. */
export function SearchFields({ draft, change }: DraftFieldsProps) {
  return (
    <DraftSection
      title="Search"
      about="Sets of a batch are picked together and may run at once; batch and seed are part of what decides the result."
    >
      <ChoiceField
        label="Objective"
        value={draft.objective}
        options={draft.source.kind === "study" ? [...OBJECTIVES, OWN] : OBJECTIVES}
        onChange={(objective) => change({ objective })}
      />
      <ChoiceField label="Wanted" value={draft.goal} options={GOALS} onChange={(goal) => change({ goal })} />
      <ChoiceField
        label="Method"
        value={draft.method}
        options={METHODS.map(wordsOf)}
        onChange={(method) => change({ method })}
      />
      <TextField label="Trials" value={draft.trials} onChange={(trials) => change({ trials })} />
      <TextField label="Batch" value={draft.batch} onChange={(batch) => change({ batch })} />
      <ChoiceField
        label="Give up early"
        value={draft.pruner}
        options={PRUNERS.map(wordsOf)}
        onChange={(pruner) => change({ pruner })}
      />
      <TextField
        label="Least trades of a set"
        value={draft.leastTrades}
        onChange={(leastTrades) => change({ leastTrades })}
      />
      <TextField label="Seed" value={draft.seed} onChange={(seed) => change({ seed })} />
    </DraftSection>
  );
}
