"use client";

import { useMemo } from "react";
import styles from "./outputs.module.css";

/** A cell's drawing. As the source of an image an SVG document has no scripts, no links and no network, whatever stands in it. */
export function SvgOutput({ svg, label }: { svg: string; label: string }) {
  const source = useMemo(
    () => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(wellFormed(svg))}`,
    [svg],
  );
  return <img className={styles.image} src={source} alt={label} />;
}

/** Halves of surrogate pairs cannot be written as an address. */
const wellFormed = (text: string): string => text.toWellFormed();
