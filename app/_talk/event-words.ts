import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import type { EventKind } from "#server/activity/note-event.ts";

const WORDS: Record<EventKind, string> = {
  created: "made this notebook",
  forked: "made it as a copy",
  edited: "edited it",
  named: "named a version",
  restored: "restored an older version",
  ran: "saved a run",
  commented: "commented",
  answered: "answered a comment",
  resolved: "settled a thread",
  reopened: "opened a thread again",
  suggested: "suggested changes",
  accepted: "accepted a suggestion",
  declined: "declined a suggestion",
};

/** Titles say themselves, and what was restored stands in the words. */
const WITHOUT: ReadonlySet<EventKind> = new Set(["created", "forked", "edited"]);

/** "Ann named a version: before the split"; without accounts it was you. */
export function eventWords({
  kind,
  author,
  about,
}: {
  readonly kind: EventKind;
  readonly author: string | null;
  readonly about: string;
}): string {
  const sentence = `${author ?? "You"} ${WORDS[kind]}`;
  return about === "" || WITHOUT.has(kind) ? sentence : `${sentence}: ${withoutHidden(about)}`;
}
