import type { Level, Permission } from "./roles.ts";

/**
 * Who may call a procedure.
 *
 * - open: anybody, signed in or not; the procedure says what it tells to whom.
 * - single: the one user of a machine without accounts; while nobody has one where they are on, anybody, and the procedure asks for its secret.
 * - self: a person in the app, about their own account; never a token, never without accounts.
 * - work: whoever may that in the workspace they look at.
 * - notebook: whoever has that level with the notebook that the input names as `id`, and may that in the workspace in sight.
 * - within: whoever may that in the workspace and, where the input names a `notebookId`, has that level with it.
 * - run, study, strategy: whoever may that in the workspace that keeps the run, study or strategy of the input's `id`.
 */
export type Rule =
  | { readonly kind: "open" | "single" | "self" }
  | { readonly kind: "work"; readonly may: Permission }
  | { readonly kind: "notebook"; readonly level: Level; readonly may?: Permission }
  | { readonly kind: "within"; readonly may: Permission; readonly level: Level }
  | { readonly kind: "run" | "study" | "strategy"; readonly may: Permission };

const open: Rule = { kind: "open" };
const single: Rule = { kind: "single" };
const self: Rule = { kind: "self" };
const work = (may: Permission): Rule => ({ kind: "work", may });
const notebook = (level: Level, may?: Permission): Rule => ({ kind: "notebook", level, ...(may && { may }) });
const within = (may: Permission, level: Level): Rule => ({ kind: "within", may, level });
const run = (may: Permission): Rule => ({ kind: "run", may });
const study = (may: Permission): Rule => ({ kind: "study", may });
const strategy = (may: Permission): Rule => ({ kind: "strategy", may });

/** The one table of who may call what. A procedure that is not in it is refused to everybody. */
export const RULES: Readonly<Record<string, Rule>> = {
  health: work("look"),
  "account.me": open,
  "account.begin": single,
  "account.rename": self,
  "account.sessions": self,
  "account.tokens": self,
  "account.makeToken": self,
  "account.revokeToken": self,
  "invitations.open": open,
  "invitations.accept": open,
  "invitations.list": work("manage"),
  "invitations.make": work("manage"),
  "invitations.revoke": work("manage"),
  "workspaces.list": self,
  "workspaces.make": self,
  "workspaces.enter": self,
  "workspaces.rename": work("manage"),
  "workspaces.members": work("look"),
  "workspaces.setRole": work("manage"),
  "workspaces.removeMember": work("manage"),
  "workspaces.resetPassword": work("manage"),
  "shares.get": notebook("view"),
  "shares.set": notebook("own"),
  "shares.grant": notebook("own"),
  "shares.makeLink": notebook("own"),
  "shares.revokeLink": notebook("own"),
  "shares.open": open,
  "shares.datasets": open,
  "suggestions.make": notebook("edit"),
  "suggestions.list": notebook("view"),
  "suggestions.get": notebook("view"),
  "suggestions.accept": notebook("edit"),
  "suggestions.close": notebook("view"),
  "comments.list": notebook("view"),
  "comments.people": notebook("comment"),
  "comments.add": notebook("comment"),
  "comments.change": notebook("comment"),
  "comments.resolve": notebook("comment"),
  "activity.notebook": notebook("view"),
  "activity.workspace": work("look"),
  "activity.notifications": work("look"),
  "activity.markRead": work("look"),
  "notebooks.list": work("look"),
  "notebooks.get": notebook("view"),
  "notebooks.revisions": notebook("view"),
  "notebooks.revision": notebook("view"),
  "notebooks.nameRevision": notebook("edit"),
  "notebooks.restore": notebook("edit"),
  "notebooks.keepFindings": notebook("run"),
  "notebooks.lastSeen": notebook("view"),
  "notebooks.markSeen": notebook("view"),
  "notebooks.create": work("work"),
  "notebooks.save": notebook("edit"),
  "notebooks.rename": notebook("edit"),
  "notebooks.duplicate": notebook("view", "work"),
  "notebooks.bin": notebook("own"),
  "notebooks.snapshot": notebook("view"),
  "notebooks.saveSnapshot": notebook("edit"),
  "notebooks.remove": notebook("own"),
  "prices.version": work("look"),
  "prices.datasets": work("look"),
  "providers.list": work("look"),
  "quality.get": work("look"),
  "quality.decide": work("work"),
  "quality.accept": work("work"),
  "quality.crossCheck": work("work"),
  "universes.list": work("look"),
  "universes.get": work("look"),
  "universes.preview": work("look"),
  "universes.versions": work("look"),
  "universes.save": work("work"),
  "universes.refresh": work("work"),
  "syncs.list": work("look"),
  "syncs.get": work("look"),
  "syncs.start": work("work"),
  "syncs.repair": work("work"),
  "syncs.cancel": work("work"),
  "syncs.schedules": work("look"),
  "syncs.schedule": work("work"),
  "syncs.unschedule": work("work"),
  "syncs.follow": work("look"),
  "retention.list": work("look"),
  "retention.preview": work("look"),
  "retention.save": work("manage"),
  "studies.list": work("look"),
  "studies.estimate": within("work", "edit"),
  "studies.create": within("work", "edit"),
  "studies.get": study("look"),
  "studies.trials": study("look"),
  "studies.outcome": study("look"),
  "studies.recipe": study("look"),
  "studies.redrive": study("work"),
  "studies.promote": study("work"),
  "studies.kept": study("look"),
  "studies.repeat": study("work"),
  "studies.repeated": study("look"),
  "studies.pause": study("work"),
  "studies.resume": study("work"),
  "studies.cancel": study("work"),
  "studies.bin": study("work"),
  "studies.remove": study("manage"),
  "studies.permutation": study("look"),
  "studies.permute": study("work"),
  "studies.stopPermuting": study("work"),
  "studies.follow": study("look"),
  "runs.list": work("look"),
  "runs.record": within("work", "run"),
  "runs.get": run("look"),
  "runs.report": run("look"),
  "runs.change": run("work"),
  "runs.noteRerun": run("work"),
  "strategies.list": work("look"),
  "strategies.get": strategy("look"),
  "strategies.change": strategy("work"),
};

/** The same for routes that are not procedures. */
export const ROUTE_RULES = {
  bars: work("look"),
  "bars.import": work("work"),
  indicators: work("look"),
  tables: work("look"),
  studyTrials: study("look"),
  metrics: work("manage"),
  live: notebook("view"),
  "workspace.export": work("look"),
  "workspace.import": work("work"),
} as const satisfies Readonly<Record<string, Rule>>;
