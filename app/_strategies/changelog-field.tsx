"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import own from "./strategies.module.css";

/** What is new in a version, and why: written by whoever registered it, kept when the field is left. */
export function ChangelogField({ id, changelog }: { id: string; changelog: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation(
    trpc.strategies.change.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.strategies.pathKey() }),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <textarea
      className={own.changelog}
      aria-label="What is new in this version"
      placeholder="What is new in this version, and why"
      rows={2}
      maxLength={10_000}
      defaultValue={changelog}
      onBlur={({ target }) => target.value !== changelog && change.mutate({ id, changelog: target.value })}
    />
  );
}
