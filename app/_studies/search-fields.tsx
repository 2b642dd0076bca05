import { OWN_OBJECTIVE } from "#engine/experiments/study/own-objective.ts";
import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import { FurtherObjectives, GOALS, OBJECTIVES } from "./further-objectives.tsx";
import { METHODS, PRUNERS } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const wordsOf = ({ kind, title }: { readonly kind: string; readonly title: string }) => ({
  value: kind,
  words: title,
});
const PRIORITIES = [
  { value: "normal", words: "after my other studies" },
  { value: "high", words: "before my other studies" },
] as const;
const OWN = { value: OWN_OBJECTIVE, words: "the study's own function" };

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
      <FurtherObjectives draft={draft} change={change} />
      <ChoiceField
        label="Method"
        value={draft.method}
        options={METHODS.filter(({ isSingle }) => !isSingle || draft.further.length === 0).map(wordsOf)}
        onChange={(method) => change({ method })}
      />
      <TextField label="Trials" value={draft.trials} onChange={(trials) => change({ trials })} />
      <TextField label="Batch" value={draft.batch} onChange={(batch) => change({ batch })} />
      {draft.further.length === 0 ? (
        <ChoiceField
          label="Give up early"
          value={draft.pruner}
          options={PRUNERS.map(wordsOf)}
          onChange={(pruner) => change({ pruner })}
        />
      ) : null}
      <TextField
        label="Least trades of a set"
        value={draft.leastTrades}
        onChange={(leastTrades) => change({ leastTrades })}
      />
      <ChoiceField
        label="Priority"
        value={draft.priority}
        options={PRIORITIES}
        onChange={(priority) => change({ priority })}
      />
      <TextField label="Seed" value={draft.seed} onChange={(seed) => change({ seed })} />
    </DraftSection>
  );
}
