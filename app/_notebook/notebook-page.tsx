"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { startLanguage } from "../_language/early-language.ts";
import { PageMessage } from "../_ui/page-message.tsx";
import { MemberReading } from "../_reading/member-reading.tsx";
import { loadNotebook, type StoredNotebook } from "./load-notebook.ts";
import { NotebookScreen } from "./notebook-screen.tsx";

const mayEdit = ({ level }: StoredNotebook): boolean => level === "edit" || level === "own";

/** Loads one notebook and shows it; says plainly when it cannot. What knows its types starts meanwhile. */
export function NotebookPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ["notebook", id],
    queryFn: () => loadNotebook(id),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
  const mayBeEdited = query.data === undefined ? query.error === null : mayEdit(query.data);
  useEffect(() => (mayBeEdited ? startLanguage() : undefined), [id, mayBeEdited]);
  if (query.data && mayEdit(query.data)) return <NotebookScreen key={id} stored={query.data} />;
  if (query.data) return <MemberReading key={id} stored={query.data} />;
  if (query.error) {
    return (
      <PageMessage title="This notebook does not open" link={{ href: "/notebooks", text: "All notebooks" }}>
        {query.error.message}
      </PageMessage>
    );
  }
  return null;
}
