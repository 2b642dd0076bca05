import { z } from "zod";

/** What a person is in a workspace, least first. */
export const ROLES = ["viewer", "member", "admin", "owner"] as const;
/** A role in a workspace. */
export const role = z.enum(ROLES).describe("what a person is in a workspace");
/** A role in a workspace. */
export type Role = z.infer<typeof role>;

/** What may be done in a workspace as a whole. */
export type Permission = "look" | "work" | "manage" | "rule";

const LEAST: Readonly<Record<Permission, Role>> = {
  look: "viewer",
  work: "member",
  manage: "admin",
  rule: "owner",
};

/** Whether a role may: viewers look, members work, admins manage people, owners make owners. Nobody without a role may anything. */
export function roleMay(given: Role | null, permission: Permission): boolean {
  return given !== null && ROLES.indexOf(given) >= ROLES.indexOf(LEAST[permission]);
}

/** What may be done with one notebook, least first; each level holds those before it. */
export const LEVELS = ["none", "view", "comment", "run", "edit", "own"] as const;
/** A level of access to one notebook. */
export const level = z.enum(LEVELS).describe("what may be done with a notebook");
/** A level of access to one notebook. */
export type Level = z.infer<typeof level>;

/** Whether one level holds another. */
export function levelHolds(given: Level, needed: Level): boolean {
  return LEVELS.indexOf(given) >= LEVELS.indexOf(needed);
}
