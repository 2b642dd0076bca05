"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { strategies } from "#engine/strategies/catalogue.ts";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import { strategyOfStudy } from "./draft-of-study.ts";
import own from "./new-study.module.css";
import { NotebookStrategy } from "./notebook-strategy.tsx";
import { readSpec } from "./read-spec.ts";
import type { DraftSource } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const SOURCES = [
  { value: "built-in", words: "a built-in strategy" },
  { value: "spec", words: "a strategy in YAML" },
  { value: "notebook", words: "a strategy of a notebook" },
  { value: "study", words: "the strategy of an earlier study" },
] as const;
const BUILT_IN = strategies.blocks.map(({ kind, title }) => ({ value: kind, words: title }));

const ABOUT =
  "What a notebook has studied once can be chosen here again, as the strategy of an earlier study.";

/** Which strategy is studied: one of the engine, one in YAML, or one that a notebook has studied before. */
export function StrategyFields({
  draft,
  change,
  choose,
}: DraftFieldsProps & { choose: (source: DraftSource) => void }) {
  const { source } = draft;
  const pick = (kind: DraftSource["kind"]): void => {
    if (kind === "built-in") choose({ kind, name: "ema-crossover" });
    if (kind === "spec") choose({ kind, text: "" });
    if (kind === "notebook") choose({ kind, notebook: "" });
    if (kind === "study") choose({ kind, study: "", name: "" });
  };
  return (
    <DraftSection title="Strategy" about={ABOUT}>
      <ChoiceField label="Take" value={source.kind} options={SOURCES} onChange={pick} />
      {source.kind === "built-in" ? (
        <ChoiceField
          label="Strategy"
          value={source.name}
          options={BUILT_IN}
          onChange={(name) => choose({ kind: "built-in", name })}
        />
      ) : null}
      {source.kind === "notebook" ? <NotebookStrategy draft={draft} change={change} source={source} /> : null}
      {source.kind === "study" ? <EarlierStudy draft={draft} source={source} change={change} /> : null}
      <TextField label="Name of the study" value={draft.name} onChange={(name) => change({ name })} wide />
      {source.kind === "spec" ? <SpecText text={source.text} change={change} /> : null}
    </DraftSection>
  );
}

function EarlierStudy({
  draft,
  source,
  change,
}: DraftFieldsProps & { source: Extract<DraftSource, { kind: "study" }> }) {
  const trpc = useTRPC();
  const studies = useQuery(trpc.studies.list.queryOptions({ limit: 200 }));
  const options = (studies.data ?? []).map(({ id, name, strategyName }) => ({
    value: id,
    words: name === strategyName ? name : `${strategyName}, as in ${name}`,
  }));
  return (
    <ChoiceField
      label="Study"
      value={source.study}
      options={[{ value: "", words: "choose one" }, ...options]}
      onChange={(chosen) => {
        const found = studies.data?.find(({ id }) => id === chosen);
        if (found) change(strategyOfStudy(found, draft));
      }}
    />
  );
}

function SpecText({ text, change }: Pick<DraftFieldsProps, "change"> & { text: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const read = (): void => {
    readSpec(text).then(
      ({ draft }) => {
        setProblem(null);
        change(draft);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <div className={own.spec}>
      <label>
        Strategy in YAML
        <textarea
          rows={12}
          value={text}
          spellCheck={false}
          onChange={({ target }) => change({ source: { kind: "spec", text: target.value } })}
          onBlur={() => text.trim() !== "" && read()}
        />
      </label>
      <Button onClick={read}>Read its parameters</Button>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
