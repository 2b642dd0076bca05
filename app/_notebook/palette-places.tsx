"use client";

import { useQuery } from "@tanstack/react-query";
import { Command, useCommandState } from "cmdk";
import { useRouter } from "next/navigation";
import { useMe } from "../_account/use-me.ts";
import { useTRPC } from "../_data/api.ts";
import { PLACES } from "../_shell/places.ts";
import { useNotebook } from "./notebook-context.tsx";
import styles from "./palette.module.css";

const PAGES = [
  ...PLACES,
  { href: "/workspace", label: "Workspace: bring out, bring in, activity" },
  { href: "/status", label: "Status of the server" },
];
/** Settings are an account's; a machine without accounts has the way to make some. */
const SETTINGS = {
  person: { href: "/account", label: "Settings: account, tokens, sessions" },
  single: { href: "/invite", label: "Settings: invite others" },
} as const;
/** Further ones are found by more letters of their title. */
const MAX_NOTEBOOKS = 20;

/** Where else one may go from a notebook: each page, and once something is typed the notebooks whose titles have it. */
export function PalettePlaces({ onGo }: { onGo: () => void }) {
  const router = useRouter();
  const { id: here } = useNotebook();
  const mode = useMe()?.mode;
  const settings = mode === "person" || mode === "single" ? [SETTINGS[mode]] : [];
  const words = useCommandState(({ search }) => search.trim().toLowerCase());
  const notebooks = useQuery({ ...useTRPC().notebooks.list.queryOptions(), enabled: words !== "" });
  const found = (notebooks.data ?? []).filter(
    ({ id, title }) => id !== here && words !== "" && title.toLowerCase().includes(words),
  );
  const go = (href: string): void => {
    onGo();
    router.push(href);
  };
  return (
    <>
      <Command.Group heading="Go to" className={styles.group}>
        {[...PAGES, ...settings].map(({ href, label }) => (
          <Command.Item key={href} value={`Go to ${label}`} className={styles.item} onSelect={() => go(href)}>
            <span>Go to {label}</span>
          </Command.Item>
        ))}
      </Command.Group>
      {found.length === 0 ? null : (
        <Command.Group heading="Notebooks" className={styles.group}>
          {found.slice(0, MAX_NOTEBOOKS).map(({ id, title }) => (
            <Command.Item
              key={id}
              value={`Open ${title} ${id}`}
              className={styles.item}
              onSelect={() => go(`/notebooks/${id}`)}
            >
              <span>Open {title}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </>
  );
}
