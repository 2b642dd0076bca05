"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../_data/api.ts";

/** A study of the list. */
export type ListedStudy = NonNullable<ReturnType<typeof useStudies>["data"]>[number];

const LOOK_MS = 2_000;
const OPEN: readonly string[] = ["queued", "running"];

/** The newest studies, looked for again while one of them goes on. */
export function useStudies() {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.studies.list.queryOptions({ limit: 100 }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => OPEN.includes(status)) ? LOOK_MS : false,
  });
}
