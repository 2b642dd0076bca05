import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import type { Judgement } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const CHOICES: readonly { readonly value: Judgement; readonly words: string; readonly about: string }[] = [
  {
    value: "hold-out",
    words: "sealed hold-out",
    about:
      "The last bars are kept from every trial; the best set is run on them once, and each look is counted.",
  },
  {
    value: "walk-forward",
    words: "walk forward",
    about: "Chooses anew in each window and trades the bars after it; the tests are stitched to one account.",
  },
  {
    value: "k-fold",
    words: "purged k-fold",
    about: "Searches once per fold on all other folds and tests on it; bars next to a test are left out.",
  },
  {
    value: "combinatorial",
    words: "combinatorial (CPCV)",
    about:
      "Tests several groups at once in every combination: many paths, and the distribution of their Sharpe ratios.",
  },
  { value: "none", words: "nothing", about: "Nothing is looked at out of sample; the trust grade says so." },
];

type Field = "folds" | "holdOutPercent" | "train" | "test" | "groups" | "testGroups" | "purge" | "embargo";

const LABELS: Readonly<Record<Field, string>> = {
  folds: "Folds that a set is scored on",
  holdOutPercent: "Sealed at the end, %",
  train: "Train, bars",
  test: "Test, bars",
  groups: "Groups",
  testGroups: "Tested at once",
  purge: "Purge, bars",
  embargo: "Embargo, bars",
};
const FIELDS: Readonly<Record<Judgement, readonly Field[]>> = {
  "hold-out": ["holdOutPercent", "folds"],
  "walk-forward": ["train", "test", "purge", "embargo", "folds"],
  "k-fold": ["groups", "purge", "embargo", "holdOutPercent"],
  combinatorial: ["groups", "testGroups", "purge", "embargo", "holdOutPercent"],
  none: ["folds"],
};

/** How what was chosen is judged on bars that did not choose it. */
export function JudgementFields({ draft, change }: DraftFieldsProps) {
  const { judgement, anchored } = draft;
  return (
    <DraftSection title="Judgement" about={CHOICES.find(({ value }) => value === judgement)?.about ?? ""}>
      <ChoiceField
        label="Judged by"
        value={judgement}
        options={CHOICES}
        onChange={(chosen) => change({ judgement: chosen })}
      />
      {FIELDS[judgement].map((field) => (
        <TextField
          key={field}
          label={LABELS[field]}
          value={draft[field]}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
      {judgement === "walk-forward" ? (
        <ChoiceField
          label="Trains begin"
          value={anchored ? "anchored" : "rolling"}
          options={[
            { value: "rolling", words: "a train before each test" },
            { value: "anchored", words: "at the first bar" },
          ]}
          onChange={(chosen) => change({ anchored: chosen === "anchored" })}
        />
      ) : null}
    </DraftSection>
  );
}
