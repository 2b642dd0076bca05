import type { Actor } from "./actor.ts";

/** Whose studies a list or a table shows. */
export interface StudyScope {
  /** None's where the person has no workspace. */
  readonly workspaceId: string;
  readonly personId: string;
}

/** The studies that somebody may see: undefined for all, on a machine without accounts. */
export function studiesOf(actor: Actor): StudyScope | undefined {
  if (actor.kind === "local") return undefined;
  const [workspaceId, personId] = actor.kind === "person" ? [actor.seat?.id, actor.id] : [];
  return { workspaceId: workspaceId ?? "none", personId: personId ?? "" };
}

/** The two parameters of {@link seenStudies}; both null for all studies. */
export const scopeParams = (scope: StudyScope | undefined): readonly (string | null)[] => [
  scope?.workspaceId ?? null,
  scope?.personId ?? null,
];

/**
 * The condition, in SQL, that a person sees a notebook of their workspace: their own, one shared with its members, or one that was given to them by name.
 * `read-access.ts` says the same of one notebook.
 *
 * @param notebook The alias of the row.
 * @param person The parameter that names the person.
 */
export const seenNotebook = (notebook: string, person: string): string =>
  `(${notebook}.owner_id = ${person} OR ${notebook}.shared <> 'none' OR EXISTS
    (SELECT 1 FROM notebook_grants g WHERE g.notebook_id = ${notebook}.id AND g.user_id = ${person} AND g.level <> 'none'))`;

/**
 * The condition, in SQL, that a study is seen: one of the workspace, by whoever started it and, where a notebook asked for it, by those who see that notebook.
 *
 * @param study The alias of the row.
 * @param params Those of {@link scopeParams}, such as `["$2", "$3"]`.
 */
export function seenStudies(study: string, [workspace, person]: readonly [string, string]): string {
  return `(${workspace}::text IS NULL OR (${study}.workspace_id = ${workspace} AND (${study}.notebook_id IS NULL OR ${study}.owner = ${person}
    OR EXISTS (SELECT 1 FROM notebooks n WHERE n.id = ${study}.notebook_id AND n.workspace_id = ${study}.workspace_id AND ${seenNotebook("n", person)}))))`;
}
