"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Level } from "#server/access/roles.ts";
import type { Shares } from "#server/shares/get-shares.ts";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { LevelSelect } from "./level-select.tsx";
import { LEVEL_WORDS } from "./level-words.ts";
import styles from "./sharing.module.css";

const WORKSPACE_LEVELS: readonly Level[] = ["none", "view", "comment", "run", "edit"];
const PERSON_LEVELS: readonly Level[] = ["none", "view", "comment", "run", "edit", "own"];

/** A change to who may do what, and what it was refused with. */
export type Act = (work: () => Promise<unknown>) => Promise<void>;

/** What the workspace and single members of it may do. */
export function PeopleAccess({ id, shares, act }: { id: string; shares: Shares; act: Act }) {
  const { shares: api } = createApiClient();
  const owns = shares.mine === "own";
  const grant = (userId: string, level: Level) => void act(() => api.grant.mutate({ id, userId, level }));
  const set = (shared: Level) => shared !== "own" && void act(() => api.set.mutate({ id, shared }));
  return (
    <section aria-labelledby="people-access">
      <h3 id="people-access">Workspace</h3>
      <ul className={styles.people}>
        <li>
          <span>Everybody in the workspace</span>
          {owns ? (
            <LevelSelect
              label="What everybody in the workspace may do"
              levels={WORKSPACE_LEVELS}
              value={shares.shared}
              none="sees nothing of it"
              onChange={set}
            />
          ) : (
            <em>{LEVEL_WORDS[shares.shared]}</em>
          )}
        </li>
        <li>
          <span>{shares.owner?.name ?? "Nobody"}</span>
          <em>owner</em>
        </li>
        {shares.grants.map(({ userId, name, level }) => (
          <li key={userId}>
            <span>{name}</span>
            {owns ? (
              <LevelSelect
                label={`What ${name} may do`}
                levels={PERSON_LEVELS}
                value={level}
                none="remove"
                onChange={(next) => grant(userId, next)}
              />
            ) : (
              <em>{LEVEL_WORDS[level]}</em>
            )}
          </li>
        ))}
      </ul>
      {owns ? <AddPerson shares={shares} onAdd={(userId) => grant(userId, "edit")} /> : null}
    </section>
  );
}

function AddPerson({ shares, onAdd }: { shares: Shares; onAdd: (userId: string) => void }) {
  const trpc = useTRPC();
  const members = useQuery(trpc.workspaces.members.queryOptions());
  const [chosen, setChosen] = useState("");
  const known = new Set([shares.owner?.id, ...shares.grants.map(({ userId }) => userId)]);
  const others = (members.data ?? []).filter(({ userId }) => !known.has(userId));
  if (others.length === 0) return null;
  return (
    <p className={styles.row}>
      <select
        aria-label="Member to share with"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">Share with one of the workspace…</option>
        {others.map(({ userId, name, email }) => (
          <option key={userId} value={userId}>
            {name} ({email})
          </option>
        ))}
      </select>
      <Button disabled={chosen === ""} onClick={() => (onAdd(chosen), setChosen(""))}>
        Let edit
      </Button>
    </p>
  );
}
