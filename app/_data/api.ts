"use client";

import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/router.ts";
import { AGAIN_MS, isBrokenOff } from "./ask-again.ts";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** Questions are asked again when they were broken off; what changes something is never sent twice. */
const asksAgain = retryLink<AppRouter>({
  retry: ({ op, error, attempts }) =>
    op.type === "query" && attempts <= AGAIN_MS.length && isBrokenOff(error.cause),
  retryDelayMs: (attempt) => AGAIN_MS[attempt - 1] ?? 0,
});

/** A client of the server's procedures on this page's own origin; what is followed comes as a stream of events. */
export function createApiClient(): TRPCClient<AppRouter> {
  const url = "/api/trpc";
  const link = splitLink({
    condition: ({ type }) => type === "subscription",
    true: httpSubscriptionLink({ url }),
    false: [asksAgain, httpBatchLink({ url })],
  });
  return createTRPCClient<AppRouter>({ links: [link] });
}
