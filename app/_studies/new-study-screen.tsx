"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { Sheet } from "../_ui/sheet.tsx";
import { BlockFields } from "./block-fields.tsx";
import { DataFields } from "./data-fields.tsx";
import { JudgementFields } from "./judgement-fields.tsx";
import own from "./new-study.module.css";
import { readDraft } from "./read-draft.ts";
import { SearchFields } from "./search-fields.tsx";
import { SpaceEditor } from "./space-editor.tsx";
import { StudyFigures } from "./study-figures.tsx";
import { useStudyDraft } from "./use-study-draft.ts";
import { StrategyFields } from "./strategy-fields.tsx";

/** Writes a study: a strategy, bars, what is searched and how, and how it is judged; asks before it starts. */
export function NewStudyScreen() {
  const from = useSearchParams().get("from");
  const { draft, ...edits } = useStudyDraft(from);
  const { ask, start, order, forget } = useStudyStart();
  // What was wrong with the draft before says nothing of this one.
  const { change, choose } = afterwards(edits, ask.reset);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>New study</h1>
          <Link href="/studies">All studies</Link>
        </header>
        <form
          className={own.form}
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate(draft);
          }}
        >
          <StrategyFields draft={draft} change={change} choose={choose} />
          <DataFields draft={draft} change={change} />
          <BlockFields draft={draft} change={change} />
          <SpaceEditor draft={draft} change={change} />
          <SearchFields draft={draft} change={change} />
          <JudgementFields draft={draft} change={change} />
          {ask.error ? (
            <p className={styles.problem} role="alert">
              {ask.error.message}
            </p>
          ) : null}
          <p>
            <Button type="submit" tone="accent" disabled={ask.isPending || draft.source.kind === "notebook"}>
              {ask.isPending ? "Estimating" : "Estimate and start"}
            </Button>
          </p>
        </form>
        {order ? (
          <Sheet
            open
            onOpenChange={(open) => open || forget()}
            title="Run this study on the server?"
            description="It goes on when you close the page; pause or cancel it at any time."
            footer={
              <>
                <Button onClick={forget}>Not now</Button>
                <Button
                  tone="accent"
                  autoFocus
                  disabled={start.isPending}
                  onClick={() => start.mutate(order.input)}
                >
                  Start {formatNumber(order.estimate.trials, "count")} trials
                </Button>
              </>
            }
          >
            <StudyFigures order={order.input} estimate={order.estimate} />
          </Sheet>
        ) : null}
      </div>
    </div>
  );
}

type Edits = Omit<ReturnType<typeof useStudyDraft>, "draft">;

/** The same edits, each followed by a word to whoever wants to know. */
function afterwards({ change, choose }: Edits, then: () => void): Edits {
  return {
    change: (given) => {
      change(given);
      then();
    },
    choose: (source) => {
      choose(source);
      then();
    },
  };
}

type Order = Awaited<ReturnType<typeof readDraft>>;

/** Estimates a draft and, once the person agrees, starts it and goes to its page. */
function useStudyStart() {
  const trpc = useTRPC();
  const router = useRouter();
  const estimate = useMutation(trpc.studies.estimate.mutationOptions());
  const [order, setOrder] = useState<{ input: Order; estimate: NonNullable<typeof estimate.data> } | null>(
    null,
  );
  const ask = useMutation({
    mutationFn: async (draft: Parameters<typeof readDraft>[0]) => {
      const input = await readDraft(draft);
      return { input, estimate: await estimate.mutateAsync(input) };
    },
    onSuccess: setOrder,
  });
  const start = useMutation(
    trpc.studies.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/studies/${id}`),
      onError: (error) => void toast.error(error.message),
    }),
  );
  return { ask, start, order, forget: () => setOrder(null) };
}
