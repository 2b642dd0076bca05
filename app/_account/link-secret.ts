"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The secret part of a link, which stands behind the # so that no server's log sees it; undefined until the page is in a browser. */
export function useLinkSecret(): string | undefined {
  return useSyncExternalStore(
    never,
    () => location.hash.slice(1),
    () => undefined,
  );
}

/** The address of a page of this app with a secret behind the #. */
export function linkTo(path: "/join" | "/reset", secret: string): string {
  return `${location.origin}${path}#${secret}`;
}
