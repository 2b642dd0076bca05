"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDownUp } from "lucide-react";
import { PageMessage } from "../_ui/page-message.tsx";
import { readLink } from "./read-link.ts";
import { ReadingScreen } from "./reading-screen.tsx";
import styles from "./reading.module.css";
import { SheetScreen } from "./sheet-screen.tsx";

/** A shared notebook, for whoever has its link; in a frame without bar and without a run. */
export function LinkPage({ link, embedded = false }: { link: string; embedded?: boolean }) {
  const query = useQuery({
    queryKey: ["link", link],
    queryFn: () => readLink(link),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    structuralSharing: false,
    retry: false,
  });
  if (query.error)
    return (
      <PageMessage title="Nothing to read here" link={{ href: "/notebooks", text: "Lookback" }}>
        {query.error.message}
      </PageMessage>
    );
  if (!query.data) return null;
  const reading = query.data;
  if (reading.shape === "sheet") return <SheetScreen reading={reading} />;
  if (!embedded) return <ReadingScreen reading={reading} />;
  return (
    <ReadingScreen reading={{ ...reading, mayRun: false }} bare>
      <a className={styles.origin} href={`/s/${link}`} target="_blank" rel="noopener">
        <ArrowDownUp size={13} aria-hidden /> {reading.title}
        {reading.author === null ? "" : ` by ${reading.author}`} in Lookback
      </a>
    </ReadingScreen>
  );
}
