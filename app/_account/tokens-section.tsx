"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { ListTable } from "../_ui/list-table.tsx";
import styles from "./account.module.css";
import { CopyLine } from "./copy-line.tsx";
import { DoorForm, fieldOf } from "./door.tsx";

/** Tokens for the command line: made, shown once, revoked. */
export function TokensSection() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const tokens = useQuery(trpc.account.tokens.queryOptions());
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.account.tokens.queryKey() });
  const revoke = useMutation(trpc.account.revokeToken.mutationOptions({ onSettled: refresh }));
  const [secret, setSecret] = useState<string | null>(null);
  const make = async (form: FormData) => {
    const days = Number(fieldOf(form, "days"));
    const made = await createApiClient().account.makeToken.mutate({
      name: fieldOf(form, "name"),
      days: days === 0 ? null : days,
    });
    setSecret(made.secret);
    await refresh();
  };
  return (
    <section className={styles.section} aria-labelledby="tokens">
      <h2 id="tokens">Tokens for the command line</h2>
      <div className={styles.invitations}>
        <DoorForm action="Make a token" submit={make}>
          <label>
            What for
            <input name="name" required maxLength={100} placeholder="laptop" />
          </label>
          <label>
            Lives
            <select name="days" defaultValue="90">
              <option value="30">30 days</option>
              <option value="90">90 days</option>
              <option value="365">a year</option>
              <option value="0">until it is revoked</option>
            </select>
          </label>
        </DoorForm>
        {secret === null ? null : (
          <p>
            Keep it now; it is not shown again. With it as LOOKBACK_TOKEN and this address as LOOKBACK_SERVER,
            lookback run reads the prices that you may read here.
            <CopyLine label="The new token" text={secret} />
          </p>
        )}
      </div>
      {tokens.data && tokens.data.length > 0 ? (
        <ListTable heads={["For", "Begins", "Workspace", "Until", "Last used"]}>
          {tokens.data.map(({ id, name, start, workspace, expiresAt, usedAt }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>
                <code>{start}…</code>
              </td>
              <td>{workspace}</td>
              <td>{expiresAt?.slice(0, 10) ?? "until revoked"}</td>
              <td>{usedAt?.slice(0, 10) ?? "never"}</td>
              <td>
                <Button onClick={() => revoke.mutate({ id })}>Revoke</Button>
              </td>
            </tr>
          ))}
        </ListTable>
      ) : null}
    </section>
  );
}
