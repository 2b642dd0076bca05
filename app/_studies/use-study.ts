import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";

/** A study as the page has it. */
export type FollowedStudy = NonNullable<ReturnType<typeof useStudy>["study"]["data"]>;

/** How often trials are read anew while they come in. */
const REST_MS = 1_000;
/** What no event tells: that a worker was lost, that the line was closed. */
const LOOK_MS = 2_000;
const ENDED: readonly string[] = ["completed", "failed", "cancelled"];

/** A study and its best trials, followed live: what is missed while the line is down comes when it is up again. */
export function useStudy(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const study = useQuery({
    ...trpc.studies.get.queryOptions({ id }),
    refetchInterval: ({ state }) => (ENDED.includes(state.data?.status ?? "") ? false : LOOK_MS),
  });
  const trials = useQuery(
    trpc.studies.trials.queryOptions({
      id,
      order: study.data?.request.study.goal === "minimise" ? "worst" : "best",
      limit: 5_000,
    }),
  );
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const refresh = (): void => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined;
      void queries.invalidateQueries({ queryKey: trpc.studies.get.queryKey({ id }) });
      void queries.invalidateQueries({ queryKey: trpc.studies.trials.queryKey() });
    }, REST_MS);
  };
  const open = study.data !== undefined && !ENDED.includes(study.data.status);
  useSubscription(trpc.studies.follow.subscriptionOptions({ id }, { enabled: open, onData: refresh }));
  return { study, trials };
}

/** The wishes that a study's state allows. */
export function useStudyWishes(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = {
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.studies.get.queryKey({ id }) }),
    onError: (error: { message: string }) => void toast.error(error.message),
  };
  const pause = useMutation(trpc.studies.pause.mutationOptions(options));
  const resume = useMutation(trpc.studies.resume.mutationOptions(options));
  const cancel = useMutation(trpc.studies.cancel.mutationOptions(options));
  const redrive = useMutation(trpc.studies.redrive.mutationOptions(options));
  return {
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    cancel: () => cancel.mutate({ id }),
    redrive: () => redrive.mutate({ id }),
  };
}
