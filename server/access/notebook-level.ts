import type { Person } from "./actor.ts";
import { LEVELS, levelHolds } from "./roles.ts";
import type { Level, Role } from "./roles.ts";

/** What of a notebook decides who may do what with it. */
export interface NotebookFacts {
  readonly ownerId: string;
  /** What the members of its workspace may do. */
  readonly shared: Level;
  /** What this person was given by name. */
  readonly granted: Level;
  /** What the person is in the notebook's workspace; null for one who does not belong to it. */
  readonly role: Role | null;
}

/** Viewers never write, whatever a notebook gives. */
const MOST: Readonly<Record<Role, Level>> = { viewer: "run", member: "own", admin: "own", owner: "own" };

/**
 * What a person may do with a notebook: the most of what its owner, its workspace and its list of names give, within what the role
 * allows. Who does not belong to its workspace may nothing; a private notebook is private from admins, too.
 */
export function notebookLevel({ id }: Pick<Person, "id">, facts: NotebookFacts): Level {
  if (facts.role === null) return "none";
  if (facts.ownerId === id) return MOST[facts.role];
  const given = most(facts.shared, facts.granted);
  // Who manages people also manages what those people share with all.
  const managed =
    facts.shared !== "none" && (facts.role === "admin" || facts.role === "owner") ? "own" : given;
  return least(managed, MOST[facts.role]);
}

const most = (a: Level, b: Level): Level => (levelHolds(a, b) ? a : b);
const least = (a: Level, b: Level): Level => LEVELS[Math.min(LEVELS.indexOf(a), LEVELS.indexOf(b))] ?? "none";
