"use client";

import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/router.ts";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** A client of the server's procedures on this page's own origin; what is followed comes as a stream of events. */
export function createApiClient(): TRPCClient<AppRouter> {
  const url = "/api/trpc";
  const link = splitLink({
    condition: ({ type }) => type === "subscription",
    true: httpSubscriptionLink({ url }),
    false: httpBatchLink({ url }),
  });
  return createTRPCClient<AppRouter>({ links: [link] });
}
