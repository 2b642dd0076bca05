import type { Role } from "./roles.ts";

/** A workspace as somebody who belongs to it sees it. */
export interface Seat {
  readonly id: string;
  readonly role: Role;
}

/** Somebody with an account. */
export interface Person {
  readonly kind: "person";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** How the call was made: in the app, or with a token of the command line. */
  readonly via: "session" | "token";
  /** The workspace that the person looks at; null for one who was removed from all of them. */
  readonly seat: Seat | null;
}

/** Who makes a call: the one user of a machine without accounts, a person with one, or nobody. */
export type Actor = { readonly kind: "local" } | Person | { readonly kind: "nobody" };

/** The one user of a machine without accounts: may everything. */
export const LOCAL: Actor = { kind: "local" };

/** Whoever has not signed in. */
export const NOBODY: Actor = { kind: "nobody" };

/** Under what id and in which workspace something new is kept; both empty while there are no accounts. */
export function keeperOf(actor: Actor): { readonly ownerId: string; readonly workspaceId: string } {
  if (actor.kind !== "person") return { ownerId: "", workspaceId: "" };
  return { ownerId: actor.id, workspaceId: actor.seat?.id ?? "" };
}

/** The account that wrote something; null for the one user of a machine without accounts. */
export function authorId(actor: Actor): string | null {
  return actor.kind === "person" ? actor.id : null;
}

/** Who wrote something, for its history; null for the one user of a machine without accounts. */
export function authorOf(actor: Actor): { readonly id: string; readonly name: string } | null {
  return actor.kind === "person" ? { id: actor.id, name: actor.name } : null;
}
