"use client";

import { useEffect, useRef } from "react";
import temml from "temml";
import styles from "./markdown.module.css";

/** Longest formula that is typeset; a longer one is shown as it was typed. */
const MAX_CHARS = 5000;

/** A formula as MathML elements: built as nodes, never parsed from text, with nothing that links or loads. */
export function Maths({ tex, display }: { tex: string; display: boolean }) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null || tex.length > MAX_CHARS) return;
    temml.render(tex, element, { displayMode: display, throwOnError: false, trust: false, maxExpand: 200 });
    return () => element.replaceChildren();
  }, [tex, display]);
  return (
    <span ref={host} className={display ? styles.formula : undefined} suppressHydrationWarning>
      {tex.length > MAX_CHARS ? tex : null}
    </span>
  );
}
