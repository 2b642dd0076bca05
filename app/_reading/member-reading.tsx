"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { toast } from "sonner";
import { useMe } from "../_account/use-me.ts";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { fetchBars, fetchDatasets } from "../_data/fetch-bars.ts";
import type { StoredNotebook } from "../_notebook/load-notebook.ts";
import { ReadingScreen } from "./reading-screen.tsx";
import type { Reading } from "./reading.ts";

/** A colleague's notebook that one may look at, or run, but not change. */
export function MemberReading({ stored }: { stored: StoredNotebook }) {
  const trpc = useTRPC();
  const shares = useQuery(trpc.shares.get.queryOptions({ id: stored.id }));
  const me = useMe();
  const router = useRouter();
  const author = shares.data?.owner?.name ?? null;
  const reading = useMemo(() => readingOf(stored, author), [stored, author]);
  const copy = async () => {
    try {
      router.push(`/notebooks/${(await createApiClient().notebooks.duplicate.mutate({ id: stored.id })).id}`);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
  };
  const makes = me?.mode === "person" && me.workspace !== null && me.workspace.role !== "viewer";
  if (shares.isPending) return null;
  return <ReadingScreen reading={reading} {...(makes ? { onCopy: () => void copy() } : {})} />;
}

function readingOf(stored: StoredNotebook, author: string | null): Reading {
  const { id, title, source, revision, snapshot, updatedAt, level } = stored;
  return {
    ...{ id, title, source, revision, snapshot, author, savedAt: updatedAt, pinned: false, showCode: true },
    mayRun: level === "run",
    company: stored.company,
    member: { mayComment: level === "run" || level === "comment" },
    loadBars: (request) => fetchBars(request),
    listDatasets: fetchDatasets,
  };
}
