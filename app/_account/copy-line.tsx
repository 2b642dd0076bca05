"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import styles from "./account.module.css";

/** A text to take along, with a button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <div className={styles.copy}>
      <input readOnly aria-label={label} value={text} onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={copy}>
        {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}{" "}
        {copied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
