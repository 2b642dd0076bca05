"use client";

import { Square, Stamp } from "lucide-react";
import type { Reading } from "../_reading/reading.ts";
import { Button } from "../_ui/button.tsx";
import { Hint } from "../_ui/hint.tsx";
import { whyNoProof } from "./reproduce.ts";
import type { SealCheck } from "./use-seal.ts";

/** Has the reader's browser compute the results again; absent where that cannot be. */
export function SealButton({ reading, seal }: { reading: Reading; seal: SealCheck }) {
  if (whyNoProof(reading) !== null) return null;
  if (seal.isRunning)
    return (
      <Button onClick={seal.stop}>
        <Square size={12} aria-hidden /> Stop the check
      </Button>
    );
  return (
    <Hint text="Runs the notebook in your browser, apart from what you see, and compares every result by its hash">
      <Button onClick={seal.start}>
        <Stamp size={13} aria-hidden /> Check the results
      </Button>
    </Hint>
  );
}
