import { procedure, router } from "#server/trpc.ts";
import { getShares } from "./get-shares.ts";
import { makeLink, revokeLink } from "./make-link.ts";
import { linkDatasets, openLink } from "./open-link.ts";
import { grant, setShared } from "./set-shared.ts";
import {
  getSharesInput,
  grantInput,
  linkInput,
  makeLinkInput,
  revokeLinkInput,
  setSharedInput,
} from "./share-schemas.ts";

/** Calls about who may do what with a notebook, and about its links. */
export const sharesRouter = router({
  get: procedure.input(getSharesInput).query(({ ctx, input }) => getShares(ctx.db, ctx.actor, input)),
  set: procedure.input(setSharedInput).mutation(({ ctx, input }) => setShared(ctx.db, input)),
  grant: procedure.input(grantInput).mutation(({ ctx, input }) => grant(ctx.db, input)),
  makeLink: procedure.input(makeLinkInput).mutation(({ ctx, input }) => makeLink(ctx.db, ctx.actor, input)),
  revokeLink: procedure.input(revokeLinkInput).mutation(({ ctx, input }) => revokeLink(ctx.db, input)),
  open: procedure.input(linkInput).query(({ ctx, input }) => openLink(ctx.db, input)),
  datasets: procedure.input(linkInput).query(({ ctx, input }) => linkDatasets(ctx.db, input)),
});
