"use client";

import { useQuery } from "@tanstack/react-query";
import type { WhoAmI } from "#server/account/who-am-i.ts";
import { useTRPC } from "../_data/api.ts";

/** Who looks at the page; undefined until the server has said so. */
export function useMe(): WhoAmI | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.account.me.queryOptions(undefined, { staleTime: 60_000 })).data;
}
