"use client";

import type { TRPCClient } from "@trpc/client";
import type { StudyOrder } from "#engine/experiments/study/study-order.ts";
import type { AppRouter } from "#server/router.ts";
import { createApiClient } from "../_data/api.ts";
import { awaitStudy } from "./await-study.ts";

/** What a study would be, as the server estimates it. */
export type StudyEstimate = Awaited<ReturnType<TRPCClient<AppRouter>["studies"]["estimate"]["mutate"]>>;

/** A study that waits for the person's word. */
export interface AskedStudy {
  readonly order: StudyOrder;
  readonly estimate: StudyEstimate;
  decide(agreed: boolean): void;
}

/** Where cells' studies are asked for and awaited. */
export interface StudyDesk {
  readonly orderStudy: (order: StudyOrder, cellId: string) => Promise<string>;
  readonly studyResult: (id: string) => Promise<unknown>;
  /** The study that the person is asked about now; null where there is none. */
  readonly asked: () => AskedStudy | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Takes the studies of a notebook's cells to the server, after the person has agreed; one that is there already, since the cell ran before, is
 * found again without a question.
 */
export function openStudyDesk(notebookId: string): StudyDesk {
  const api = createApiClient();
  const waiting: AskedStudy[] = [];
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const ask = (order: StudyOrder, estimate: StudyEstimate): Promise<boolean> =>
    new Promise((settle) => {
      const decide = (agreed: boolean): void => {
        waiting.shift();
        changed();
        settle(agreed);
      };
      waiting.push({ order, estimate, decide });
      changed();
    });
  return {
    async orderStudy(order, cellId) {
      const input = { ...order, reuse: true, notebookId, cellId };
      const estimate = await api.studies.estimate.mutate(input);
      if (estimate.existing !== null) return estimate.existing;
      if (!(await ask(order, estimate)))
        throw new Error("study was not started; run the cell to be asked again");
      return (await api.studies.create.mutate(input)).id;
    },
    async studyResult(id) {
      const { status, error, result, trials } = await awaitStudy(api, id);
      if (status !== "completed")
        throw new Error(error ?? `study was ${status}; run the cell to start it anew`);
      return { result, trials };
    },
    asked: () => waiting[0] ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
