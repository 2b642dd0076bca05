"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "../_ui/format-number.ts";

const SHOW_AFTER_MS = 300;
const TICK_MS = 100;

/** How long something has been running; silent for the first moments, since quick runs need no clock. */
export function LiveTimer({ since }: { since: number | undefined }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const elapsed = since === undefined ? 0 : now - since;
  return elapsed < SHOW_AFTER_MS ? null : <span className="numeric">{formatDuration(elapsed)}</span>;
}
