import { TRPCClientError } from "@trpc/client";
import { z } from "zod";

const refused = z.object({ code: z.literal("UNAUTHORIZED") });

/** Whether a call was refused because nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof TRPCClientError && refused.safeParse(error.data).success;
}

/** Leads to the sign-in, and back to this page afterwards. */
export function goToSignIn(): void {
  if (isBare(location.pathname)) return;
  const next = `${location.pathname}${location.search}`;
  location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}

const BARE = /^\/(sign-in|join|reset|s|embed)(\/|$)/;

/** Pages for whoever is not signed in, and pages that stand alone: without the rail of places. */
export function isBare(path: string): boolean {
  return BARE.test(path);
}

/** Where to go after signing in: a page of this app, never another site. */
export function nextPage(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : "/notebooks";
}
