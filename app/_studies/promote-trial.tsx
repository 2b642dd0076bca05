"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookmarkCheck, BookmarkPlus } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";

/** Keeps a trial as a version of its strategy: its parameters become the version's own. Of one that was kept, the way to the version. */
export function PromoteTrial(props: { id: string; window: number; number: number; label: string }) {
  const { label, ...trial } = props;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const kept = useQuery(trpc.studies.kept.queryOptions({ id: trial.id }));
  const promote = useMutation(
    trpc.studies.promote.mutationOptions({
      onSuccess: async ({ name, version }) => {
        await queries.invalidateQueries({ queryKey: trpc.studies.kept.queryKey({ id: trial.id }) });
        toast.success(`kept as ${name} ${version}`);
      },
      onError: (error) => void toast.error(error.message),
    }),
  );
  const found = kept.data?.find(({ window, number }) => window === trial.window && number === trial.number);
  if (found)
    return (
      <Link href={`/strategies/${found.strategyId}`} title={`${found.name} ${found.version}`}>
        <BookmarkCheck size={14} aria-hidden /> {label === "Keep" ? "Kept" : "The best is kept"}
      </Link>
    );
  return (
    <Button disabled={promote.isPending} onClick={() => promote.mutate(trial)}>
      <BookmarkPlus size={14} aria-hidden /> {label}
    </Button>
  );
}
