"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { createApiClient } from "../_data/api.ts";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { placeOf } from "../_talk/asked-place.ts";
import { eventWords } from "../_talk/event-words.ts";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import styles from "./workspace.module.css";

const PAGE = 50;

/** What happened to the notebooks that one sees, newest first. */
export function ActivityFeed() {
  const [now] = useState(() => Date.now());
  const feed = useInfiniteQuery({
    queryKey: ["workspace-activity"],
    queryFn: ({ pageParam: before }) =>
      createApiClient().activity.workspace.query({
        limit: PAGE,
        ...(before === undefined ? {} : { before }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
  });
  const events = feed.data?.pages.flat() ?? [];
  return (
    <section aria-labelledby="activity">
      <h2 id="activity" className={styles.heading}>
        Activity
      </h2>
      {feed.error ? <p className={page.problem}>{feed.error.message}</p> : null}
      {feed.isSuccess && events.length === 0 ? <p className={page.quiet}>Nothing happened yet.</p> : null}
      <ol className={styles.feed}>
        {events.map((event) => (
          <li key={event.id}>
            <Link href={placeOf(event)}>{event.notebookTitle || "Untitled"}</Link>
            <span>{eventWords(event)}</span>
            <time dateTime={event.createdAt}>{ago(event.createdAt, now)}</time>
          </li>
        ))}
      </ol>
      {feed.hasNextPage ? <Button onClick={() => void feed.fetchNextPage()}>Show earlier</Button> : null}
    </section>
  );
}
