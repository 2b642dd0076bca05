"use client";

import { useEffect } from "react";
import { openLanguageClient } from "#workers/language/client.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";

/** Longest wait for a quiet moment after the first paint. */
const PATIENCE_MS = 500;

/** Starts the language service once the page is painted, and ends it with the page. */
export function useLanguage({ language }: OpenNotebook): void {
  useEffect(() => {
    let part: (() => void) | undefined;
    const start = () => (part = language.attach(openLanguageClient()));
    const idle = requestIdleCallback(start, { timeout: PATIENCE_MS });
    return () => {
      cancelIdleCallback(idle);
      part?.();
    };
  }, [language]);
}
