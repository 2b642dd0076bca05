import { Plus, X } from "lucide-react";
import { STATISTIC_ROWS } from "../_report/statistic-rows.ts";
import { Button, IconButton } from "../_ui/button.tsx";
import { ChoiceField } from "./draft-field.tsx";
import own from "./new-study.module.css";
import { METHODS, type FurtherObjective } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

/** Statistics that may be made large or small. */
export const OBJECTIVES = STATISTIC_ROWS.map(({ kind, label }) => ({ value: kind, words: label }));
/** Which of the two. */
export const GOALS = [
  { value: "maximise", words: "as large as can be" },
  { value: "minimise", words: "as small as can be" },
] as const;

const MOST = 3;
const SECOND = ["maxDrawdown", "calmar", "turnover", "sortino"] as const;
const MANY = "genetic";

/** Objectives beside the first: with one or more, a search looks for the sets that no other beats by all of them. */
export function FurtherObjectives({ draft, change }: DraftFieldsProps) {
  const { further, objective, method } = draft;
  const put = (rows: readonly FurtherObjective[]): void => {
    const isSingle = METHODS.some(({ kind, isSingle: single }) => kind === method && single);
    change({
      further: rows,
      ...(rows.length > 0 ? { pruner: "none", ...(isSingle ? { method: MANY } : {}) } : {}),
    });
  };
  const taken = [objective, ...further.map((row) => row.objective)];
  const next = SECOND.find((kind) => !taken.includes(kind)) ?? "totalReturn";
  return (
    <>
      {further.map((row, at) => (
        <div key={at} className={own.further} role="group" aria-label={`Objective ${at + 2}`}>
          <ChoiceField
            label={`Objective ${at + 2}`}
            value={row.objective}
            options={OBJECTIVES}
            onChange={(kind) => put(further.with(at, { ...row, objective: kind }))}
          />
          <ChoiceField
            label={`Wanted (${at + 2})`}
            value={row.goal}
            options={GOALS}
            onChange={(goal) => put(further.with(at, { ...row, goal }))}
          />
          <IconButton
            label={`Take objective ${at + 2} away`}
            onClick={() => put(further.filter((_, place) => place !== at))}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      ))}
      {further.length < MOST ? (
        <Button onClick={() => put([...further, { objective: next, goal: "maximise" }])}>
          <Plus size={14} aria-hidden /> Add an objective
        </Button>
      ) : null}
    </>
  );
}
