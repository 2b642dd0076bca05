"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { Finding } from "#engine/notebook/versions/findings.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { createApiClient } from "../_data/api.ts";
import { showRevision } from "../_history/show-revision.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { useOthersMs } from "../_talk/use-others.ts";
import { runsByItself } from "./runs-by-itself.ts";

/** Suggestions to a notebook, newest first; asked for again now and then, and when one comes back to the window. */
export function useSuggestions(id: string) {
  return useQuery({
    queryKey: ["suggestions", id],
    queryFn: () => createApiClient().suggestions.list.query({ id }),
    retry: false,
    refetchInterval: useOthersMs(),
  });
}

/** A suggestion as it is reviewed: both texts, and the backtests on the notebook and on what is offered. */
export interface ReviewedSuggestion {
  readonly id: string;
  readonly base: NotebookDocument;
  readonly theirs: NotebookDocument;
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

export function useSuggestion(id: string, suggestionId: string | undefined) {
  return useQuery({
    queryKey: ["suggestion", id, suggestionId],
    queryFn: () => readSuggestion(id, suggestionId ?? ""),
    enabled: suggestionId !== undefined,
    structuralSharing: false,
  });
}

async function readSuggestion(id: string, suggestionId: string): Promise<ReviewedSuggestion> {
  const { suggestions, notebooks } = createApiClient();
  const [suggestion, [newest]] = await Promise.all([
    suggestions.get.query({ id, suggestionId }),
    notebooks.revisions.query({ id, limit: 1 }),
  ]);
  const now = await notebooks.revision.query({ id, number: newest?.number ?? 1 });
  const [base, theirs] = [parseNotebook(suggestion.base), parseNotebook(suggestion.source)];
  return { id: suggestionId, base, theirs, before: now.findings, after: suggestion.findings };
}

/** What can be done about suggestions; troubles are said, the lists follow. Each says whether it was done. */
export function useSuggestionActions(notebook: OpenNotebook) {
  const { id, autosave, control, store } = notebook;
  const cache = useQueryClient();
  const { suggestions } = createApiClient();
  const attempt = async (act: () => Promise<string>): Promise<boolean> => {
    try {
      toast(await act());
      return true;
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      for (const key of ["suggestions", "revisions"]) await cache.invalidateQueries({ queryKey: [key, id] });
    }
  };
  return {
    accept: (suggestionId: string, cells: readonly string[]) =>
      attempt(async () => {
        await autosave.flush();
        const request = { id, suggestionId, cells: [...cells], baseRevision: autosave.revision() };
        const { revision } = await suggestions.accept.mutate(request);
        await showRevision(notebook, revision);
        const accepted = `Accepted ${cells.length === 1 ? "1 change" : `${cells.length} changes`}`;
        const runs = runsByItself(store.document(), cells);
        if (runs.length === 0) return `${accepted}; run the cells to see what they make of it`;
        control.run(runs);
        return `${accepted}; its cells run`;
      }),
    close: (suggestionId: string) =>
      attempt(async () => {
        const { status } = await suggestions.close.mutate({ id, suggestionId });
        return status === "declined" ? "Suggestion declined" : "Suggestion withdrawn";
      }),
    make: (message: string) =>
      attempt(async () => {
        await autosave.flush();
        await suggestions.make.mutate({ id, message });
        return "Suggested; whoever owns the original is told";
      }),
  };
}
