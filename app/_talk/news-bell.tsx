"use client";

import { Popover } from "@base-ui/react/popover";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useMe } from "../_account/use-me.ts";
import { createApiClient } from "../_data/api.ts";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { placeOf } from "./asked-place.ts";
import { eventWords } from "./event-words.ts";
import styles from "./news.module.css";

const KEY = ["notifications"];
/** How often news is looked for; who comes back to the window sees it at once. */
const ASK_MS = 60_000;

/** What concerns the person who is signed in; nothing to see while nothing does, as without accounts. */
export function NewsBell({ className }: { className: string | undefined }) {
  const me = useMe();
  const cache = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => createApiClient().activity.notifications.query(),
    enabled: me?.mode === "person",
    retry: false,
    refetchInterval: ASK_MS,
  });
  const news = data ?? [];
  const [newest] = news;
  if (!newest) return null;
  const unread = news.filter(({ read }) => !read).length;
  const onOpen = (next: boolean) => {
    setOpen(next);
    if (next) return setNow(Date.now());
    // Being told twice is the worst that a lost answer does.
    void createApiClient()
      .activity.markRead.mutate({ upTo: newest.id })
      .then(() => cache.invalidateQueries({ queryKey: KEY }))
      .catch(() => undefined);
  };
  const label = unread === 0 ? "News" : `News, ${unread} unread`;
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger className={className} aria-label={label} title={label}>
        <span className={styles.bell} aria-hidden>
          <Bell size={18} />
          {unread > 0 ? <span className={styles.count}>{unread}</span> : null}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="right" align="end" sideOffset={8} className={styles.place}>
          <Popover.Popup className={styles.news} aria-label="News">
            <ul>
              {news.map((event) => (
                <li key={event.id} data-read={event.read}>
                  <Link href={placeOf(event)} onClick={() => onOpen(false)}>
                    {event.notebookTitle || "Untitled"}
                  </Link>
                  <span>{eventWords(event)}</span>
                  <time dateTime={event.createdAt}>
                    {ago(event.createdAt, now)}
                    {event.reason === "mention" ? ", you are mentioned" : ""}
                  </time>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
