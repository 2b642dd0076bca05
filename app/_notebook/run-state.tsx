"use client";

import { Square } from "lucide-react";
import { useSyncExternalStore } from "react";
import { LiveTimer } from "../_cells/live-timer.tsx";
import { Button } from "../_ui/button.tsx";
import type { ShownState } from "./cell-states.ts";
import { useNotebook, useSandboxStatus } from "./notebook-context.tsx";
import styles from "./notebook.module.css";

const SANDBOX_WORDS = {
  starting: "Starting the engine",
  ready: "Ready",
  restarting: "Restarting the engine",
  failed: "The engine did not start; tried again in a moment",
} as const;

/** What runs now and how long, with Stop beside it. */
export function RunState() {
  const { states } = useNotebook();
  const sandbox = useSandboxStatus();
  const all = useSyncExternalStore(states.subscribe, states.all, states.all);
  const running = [...all.values()].filter((state) => state.status === "running");
  const queued = [...all.values()].filter((state) => state.status === "queued").length;
  const [first] = running;
  const audited = [...all.values()].find(({ audit }) => audit !== undefined)?.audit;
  if (sandbox === "ready" && !first && audited !== undefined) return <Auditing share={audited} />;
  if (sandbox !== "ready" || !first) {
    return (
      <span className={styles.runState} role="status" data-sandbox={sandbox}>
        {SANDBOX_WORDS[sandbox]}
      </span>
    );
  }
  return (
    <>
      <span className={styles.runState} data-sandbox="running">
        Running{shareOf(first)}
        {queued > 0 ? `, ${queued} waiting` : ""} <LiveTimer since={first.startedAt} />
      </span>
      <StopButton />
    </>
  );
}

function Auditing({ share }: { share: number }) {
  return (
    <>
      <span className={styles.runState} data-sandbox="running">
        Auditing {Math.floor(100 * share)}%
      </span>
      <StopButton />
    </>
  );
}

function StopButton() {
  const { control } = useNotebook();
  return (
    <Button onClick={() => control.stop()}>
      <Square size={12} aria-hidden /> Stop
    </Button>
  );
}

/** How much of the work is done, where the cell tells it. */
const shareOf = ({ progress }: ShownState): string =>
  progress === undefined ? "" : ` ${Math.floor(100 * progress)}%`;
