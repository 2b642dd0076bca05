"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import styles from "./account.module.css";
import { DoorForm, fieldOf } from "./door.tsx";

/** The workspace in sight, the others, and a new one. */
export function WorkspaceSection({
  current,
}: {
  current: { readonly id: string; readonly name: string } | null;
}) {
  const trpc = useTRPC();
  const workspaces = useQuery(trpc.workspaces.list.queryOptions());
  const [making, setMaking] = useState(false);
  const enter = async (id: string) => {
    await createApiClient().workspaces.enter.mutate({ id });
    location.reload();
  };
  const make = async (form: FormData) => {
    await createApiClient().workspaces.make.mutate({ name: fieldOf(form, "name") });
    location.reload();
  };
  return (
    <section className={styles.section} aria-labelledby="workspace">
      <h2 id="workspace">Workspace</h2>
      {current ? null : <p>You belong to no workspace now. Make one, or ask for an invitation.</p>}
      <div className={styles.line}>
        <label>
          In sight
          <select value={current?.id ?? ""} onChange={(event) => void enter(event.target.value)}>
            {current ? null : <option value="">None</option>}
            {workspaces.data?.map(({ id, name, role }) => (
              <option key={id} value={id}>
                {name} · {role}
              </option>
            ))}
          </select>
        </label>
        <Button aria-expanded={making} onClick={() => setMaking(!making)}>
          New workspace…
        </Button>
      </div>
      {making ? (
        <DoorForm action="Make it" submit={make}>
          <label>
            Name
            <input name="name" required maxLength={100} autoFocus />
          </label>
        </DoorForm>
      ) : null}
    </section>
  );
}
