"use client";

import { type SyntheticEvent, useState } from "react";
import { createApiClient } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { fieldOf } from "../_account/door.tsx";
import type { Act } from "./people-access.tsx";
import styles from "./sharing.module.css";

/** Kinds of links, as people choose them. */
const KINDS = {
  run: "read and run it as it is now and later",
  view: "read it as it is now and later",
  pinned: "read today's version and results, for good",
  sheet: "print a tear sheet of today's results",
} as const;
type Kind = keyof typeof KINDS;

/** A pinned link waits so long for the notebook to come to rest; then it has what there is. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Makes a link: what it shows, what a run through it may load, and how long it lives.
 *
 * @param whenKept Settles once the results of the notebook are kept: a pinned link would show what was kept before.
 */
export function LinkForm({
  id,
  symbols,
  act,
  whenKept,
}: {
  id: string;
  symbols: readonly string[];
  act: Act;
  whenKept: () => Promise<void>;
}) {
  const [kind, setKind] = useState<Kind>("run");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const pinned = kind === "pinned" || kind === "sheet";
  const runs = kind === "run" || (pinned && checked);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(fieldOf(form, "days"));
    const what = {
      ...{ id, pinned, level: runs ? ("run" as const) : ("view" as const) },
      shape: kind === "sheet" ? ("sheet" as const) : ("notebook" as const),
      showCode: !pinned || runs || form.get("code") === "on",
      symbols: runs ? wordsOf(fieldOf(form, "symbols")) : [],
      days: days === 0 ? null : days,
    };
    setBusy(true);
    const make = async () => {
      if (pinned) await Promise.race([whenKept(), rest(LONGEST_WAIT_MS)]);
      await createApiClient().shares.makeLink.mutate(what);
    };
    void act(make).finally(() => setBusy(false));
  };
  return (
    <form className={styles.linkForm} onSubmit={submit}>
      <label>
        Whoever has the link may
        <select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {Object.entries(KINDS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {pinned ? (
        <label className={styles.check}>
          <input type="checkbox" checked={checked} onChange={({ target }) => setChecked(target.checked)} />{" "}
          readers may run it, to check the results
        </label>
      ) : null}
      {runs ? (
        <label>
          Prices that a run may load
          <input name="symbols" defaultValue={symbols.join(", ")} placeholder="none" spellCheck={false} />
        </label>
      ) : null}
      {pinned && !runs ? (
        <label className={styles.check}>
          <input type="checkbox" name="code" defaultChecked={kind === "pinned"} key={kind} /> with its code
        </label>
      ) : null}
      <label>
        Ends
        <select name="days" defaultValue="30">
          <option value="7">in 7 days</option>
          <option value="30">in 30 days</option>
          <option value="365">in a year</option>
          <option value="0">when it is revoked</option>
        </select>
      </label>
      <Button type="submit" tone="accent" disabled={busy}>
        {busy && pinned ? "Waiting for its results" : "Make a link"}
      </Button>
    </form>
  );
}

const rest = (ms: number): Promise<void> => new Promise((settle) => setTimeout(settle, ms));

const wordsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== "");
