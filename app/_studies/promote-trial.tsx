"use client";

import { useMutation } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";

/** Keeps a trial as a version of its strategy: its parameters become the version's own. */
export function PromoteTrial(props: { id: string; window: number; number: number; label: string }) {
  const { label, ...trial } = props;
  const trpc = useTRPC();
  const promote = useMutation(
    trpc.studies.promote.mutationOptions({
      onSuccess: ({ name, version }) => void toast.success(`kept as ${name} ${version}`),
      onError: (error) => void toast.error(error.message),
    }),
  );
  return (
    <Button disabled={promote.isPending} onClick={() => promote.mutate(trial)}>
      <BookmarkPlus size={14} aria-hidden /> {label}
    </Button>
  );
}
