"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import styles from "./account.module.css";
import { agentName } from "./agent-name.ts";
import { callAuth } from "./call-auth.ts";

/** Where one is signed in, and the way to end all of it. */
export function SessionsSection() {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.account.sessions.queryOptions());
  const leave = async () => {
    await callAuth("/revoke-sessions");
    location.assign("/sign-in");
  };
  return (
    <section className={styles.section} aria-labelledby="sessions">
      <h2 id="sessions">Signed in</h2>
      <ul className={styles.sessions}>
        {sessions.data?.map(({ id, agent, createdAt }) => (
          <li key={id}>
            {agentName(agent)} since {createdAt.slice(0, 16).replace("T", " ")} UTC
          </li>
        ))}
      </ul>
      <Button onClick={() => void leave()}>Sign out everywhere</Button>
    </section>
  );
}
