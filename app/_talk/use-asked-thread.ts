"use client";

import { useSearchParams } from "next/navigation";

/** The thread that the address asks for, as a link in the news does; null where it asks for none. */
export function useAskedThread(): string | null {
  return useSearchParams().get("thread");
}
