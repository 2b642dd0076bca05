import { TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "#server/router.ts";
import { isBrokenOff } from "../_data/ask-again.ts";
import type { SaveOutcome } from "./autosave.ts";

/** Sends one revision to the server and says what became of it; never throws. */
export async function saveNotebook(
  api: TRPCClient<AppRouter>,
  request: { id: string; source: string; baseRevision: string },
): Promise<SaveOutcome> {
  try {
    const { revision } = await api.notebooks.save.mutate({ ...request, typing: true });
    return { kind: "saved", revision };
  } catch (error) {
    if (isConflict(error)) return await conflictWith(api, request.id);
    return failureOf(error);
  }
}

/** A server that gave no answer may give one soon; one that refused says why. */
function failureOf(error: unknown): SaveOutcome {
  if (error instanceof TRPCClientError && isBrokenOff(error.cause))
    return { kind: "unreachable", reason: "the server does not answer" };
  return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
}

function isConflict(error: unknown): boolean {
  const data: unknown = error instanceof TRPCClientError ? error.data : null;
  return typeof data === "object" && data !== null && "code" in data && data.code === "CONFLICT";
}

async function conflictWith(api: TRPCClient<AppRouter>, id: string): Promise<SaveOutcome> {
  try {
    const { revision } = await api.notebooks.get.query({ id });
    return { kind: "conflict", theirs: revision };
  } catch (error) {
    return failureOf(error);
  }
}
