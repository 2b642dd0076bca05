"use client";

import { useSearchParams } from "next/navigation";
import type { ListedEvent } from "#server/activity/list-events.ts";

/** Names in a notebook's address by which the news leads to a place in it; they set no inputs. */
export const PLACES = ["thread", "suggestions"] as const;

const ABOUT_SUGGESTIONS: ReadonlySet<string> = new Set(["suggested", "accepted", "declined"]);

/** Where an event is to be seen: its thread of comments, the suggestions, else its notebook. */
export function placeOf({
  notebookId,
  threadId,
  kind,
}: Pick<ListedEvent, "notebookId" | "threadId" | "kind">): string {
  const page = `/notebooks/${notebookId}`;
  if (threadId !== null) return `${page}?thread=${threadId}`;
  return ABOUT_SUGGESTIONS.has(kind) ? `${page}?suggestions=all` : page;
}

/** The thread that the address asks for; null where it asks for none. */
export function useAskedThread(): string | null {
  return useSearchParams().get("thread");
}

/** Whether the address asks for the suggestions. */
export function useAskedSuggestions(): boolean {
  return useSearchParams().has("suggestions");
}
