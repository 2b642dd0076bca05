import { useSubscription } from "@trpc/tanstack-react-query";
import { useState } from "react";
import type { SyncProgress } from "#server/sync/list-syncs.ts";
import { useTRPC } from "./api.ts";

const SHOWN = 5;
const NONE: readonly SyncProgress[] = [];

/** The newest syncs, followed live: what changes while the line is down comes when it is up again. */
export function useSyncs(): readonly SyncProgress[] {
  const trpc = useTRPC();
  const [syncs, setSyncs] = useState(NONE);
  useSubscription(
    trpc.syncs.follow.subscriptionOptions({ limit: SHOWN }, { onData: ({ data }) => setSyncs(data) }),
  );
  return syncs;
}
