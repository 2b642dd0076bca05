import { AsyncLocalStorage } from "node:async_hooks";
import { logger } from "./logger.ts";

/** What a log line says of a call: its request's id, its route, and what was noted while it was answered. */
export type CallNotes = Record<string, string | number>;

const calls = new AsyncLocalStorage<CallNotes>();
const log = logger("app");

/** Answers a call; what is noted meanwhile goes into `notes`. */
export function withCallNotes<T>(notes: CallNotes, answer: () => Promise<T>): Promise<T> {
  return calls.run(notes, answer);
}

/** Notes facts of the call under way, such as the run that it stored; a name that is noted again keeps both. Nothing happens outside of a call. */
export function noteCall(facts: Readonly<Record<string, string>>): void {
  const notes = calls.getStore();
  if (!notes) return;
  for (const [name, value] of Object.entries(facts))
    notes[name] = name in notes ? `${notes[name]}, ${value}`.slice(0, 500) : value;
}

/** Logs an error that is a bug of ours, under the ids of the call in which it happened. */
export function logBug(error: unknown): void {
  log.error({ ...calls.getStore(), err: error }, "unexpected error");
}
