"use client";

import { Copy } from "lucide-react";
import { toast } from "sonner";
import type { BacktestResult } from "#engine/result.ts";
import { Button } from "../_ui/button.tsx";
import styles from "./report.module.css";

/** What it takes to run this again and get the same bits. */
export function ManifestView({ result }: { result: Pick<BacktestResult, "manifest" | "resultHash"> }) {
  const text = JSON.stringify({ ...result.manifest, resultHash: result.resultHash }, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast("Manifest copied");
  };
  return (
    <div className={styles.manifest}>
      <Button onClick={() => void copy()}>
        <Copy size={13} aria-hidden /> Copy
      </Button>
      <pre tabIndex={0}>{text}</pre>
    </div>
  );
}
