"use client";

import { useMemo } from "react";
import { storedResult } from "#engine/experiments/study/stored-result.ts";
import { CrossPaths } from "./cross-paths.tsx";
import { WindowsTable } from "./windows-table.tsx";

/** How a finished study did stretch by stretch: the windows of a walk forward, or the paths of a cross validation; nothing where it had neither. */
export function StudyStretches({ result }: { result: unknown }) {
  // A result that was kept by another version of the app may not be readable.
  const found = useMemo(() => storedResult.safeParse(result).data, [result]);
  if (!found) return null;
  return (
    <>
      <WindowsTable result={found} />
      <CrossPaths result={found} />
    </>
  );
}
