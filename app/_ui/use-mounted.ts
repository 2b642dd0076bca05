"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while the server renders and at the first paint, true from then on. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
