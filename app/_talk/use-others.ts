"use client";

import { useMe } from "../_account/use-me.ts";

/** What others did is looked for this often; whoever comes back to the window sees it at once. */
const LOOK_MS = 20_000;

/** The interval, in ms, at which to ask for what others do; false on a machine where there are none. */
export function useOthersMs(): number | false {
  return useMe()?.mode === "person" ? LOOK_MS : false;
}
