import { asPerson } from "#server/access/as-person.ts";
import { procedure, router } from "#server/trpc.ts";
import {
  acceptInvitation,
  acceptInvitationInput,
  openInvitation,
  openInvitationInput,
} from "./accept-invitation.ts";
import {
  invitationId,
  listInvitations,
  makeInvitation,
  makeInvitationInput,
  revokeInvitation,
} from "./invite.ts";
import { listMembers, memberInput, removeMember, setRole, setRoleInput } from "./members.ts";
import {
  enterWorkspace,
  listWorkspaces,
  makeWorkspace,
  renameWorkspace,
  workspaceInput,
  workspaceName,
} from "./own-workspaces.ts";
import { makeResetLink } from "./reset-link.ts";

/** Calls about workspaces and who belongs to them. */
export const workspacesRouter = router({
  list: procedure.query(({ ctx }) => listWorkspaces(ctx.db, asPerson(ctx.actor))),
  make: procedure
    .input(workspaceName)
    .mutation(({ ctx, input }) => makeWorkspace(ctx.db, asPerson(ctx.actor), input)),
  enter: procedure
    .input(workspaceInput)
    .mutation(({ ctx, input }) => enterWorkspace(ctx.db, asPerson(ctx.actor), input)),
  rename: procedure
    .input(workspaceName)
    .mutation(({ ctx, input }) => renameWorkspace(ctx.db, asPerson(ctx.actor), input)),
  members: procedure.query(({ ctx }) => listMembers(ctx.db, asPerson(ctx.actor))),
  setRole: procedure
    .input(setRoleInput)
    .mutation(({ ctx, input }) => setRole(ctx.db, asPerson(ctx.actor), input)),
  removeMember: procedure
    .input(memberInput)
    .mutation(({ ctx, input }) => removeMember(ctx.db, asPerson(ctx.actor), input)),
  resetPassword: procedure
    .input(memberInput)
    .mutation(({ ctx, input }) => makeResetLink(ctx.db, asPerson(ctx.actor), input)),
});

/** Calls about ways into a workspace. */
export const invitationsRouter = router({
  list: procedure.query(({ ctx }) => listInvitations(ctx.db, asPerson(ctx.actor))),
  make: procedure
    .input(makeInvitationInput)
    .mutation(({ ctx, input }) => makeInvitation(ctx.db, asPerson(ctx.actor), input)),
  revoke: procedure
    .input(invitationId)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.db, asPerson(ctx.actor), input)),
  open: procedure.input(openInvitationInput).query(({ ctx, input }) => openInvitation(ctx.db, input)),
  accept: procedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx.db, ctx.actor, input)),
});
