"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Reading } from "../_reading/reading.ts";
import { type Proof, reproduce } from "./reproduce.ts";

/** A check of a shared result by its reader. */
export interface SealCheck {
  readonly proof: Proof | undefined;
  readonly problem: string | null;
  readonly isRunning: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Checks a shared result when the reader asks for it, in a sandbox of its own; the check ends with the page. */
export function useSeal(reading: Reading): SealCheck {
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const check = useMutation({
    mutationFn: () => {
      under.current = new AbortController();
      return reproduce(reading, under.current.signal);
    },
  });
  return {
    proof: check.data,
    problem: check.error?.message ?? null,
    isRunning: check.isPending,
    start: () => check.mutate(),
    stop: () => under.current?.abort(),
  };
}
