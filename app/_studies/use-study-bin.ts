"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";

/** What is deleted, and how far it is. */
export interface BinnableStudy {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly done: number;
  readonly failed: number;
}

/** Puts studies into the bin, takes them out, and removes them for good; lists and pages follow. */
export function useStudyBin() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = {
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.studies.pathKey() }),
    onError: (error: { message: string }) => void toast.error(error.message),
  };
  const bin = useMutation(trpc.studies.bin.mutationOptions(options));
  const remove = useMutation(trpc.studies.remove.mutationOptions(options));
  const restore = (id: string): void => bin.mutate({ id, binned: false });
  return {
    restore,
    bin: async ({ id, name }: BinnableStudy): Promise<void> => {
      await bin.mutateAsync({ id, binned: true });
      toast(`${name} is in the bin`, { action: { label: "Undo", onClick: () => restore(id) } });
    },
    remove: async ({ id }: BinnableStudy): Promise<void> => {
      await remove.mutateAsync({ id });
    },
  };
}
