"use client";

import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#server/router.ts";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** A client of the server's procedures on this page's own origin. */
export function createApiClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
}
