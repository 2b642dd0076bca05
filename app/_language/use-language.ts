"use client";

import { useEffect } from "react";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { takeLanguage } from "./early-language.ts";

/** Longest wait for a quiet moment after the first paint. */
const PATIENCE_MS = 100;

/** Has the language service look at the notebook once the page is painted, and ends it with the page. */
export function useLanguage({ language }: OpenNotebook): void {
  useEffect(() => {
    let part: (() => void) | undefined;
    const start = () => (part = language.attach(takeLanguage()));
    const idle = requestIdleCallback(start, { timeout: PATIENCE_MS });
    return () => {
      cancelIdleCallback(idle);
      part?.();
    };
  }, [language]);
}
