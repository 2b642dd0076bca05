"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../_data/api.ts";
import { PageMessage } from "../_ui/page-message.tsx";
import { NotebookScreen } from "./notebook-screen.tsx";

/** Loads one notebook and shows it; says plainly when it cannot. */
export function NotebookPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.notebooks.get.queryOptions({ id }, { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false }),
  );
  if (query.data) return <NotebookScreen key={id} stored={query.data} />;
  if (query.error) {
    return (
      <PageMessage title="This notebook does not open" link={{ href: "/notebooks", text: "All notebooks" }}>
        {query.error.message}
      </PageMessage>
    );
  }
  return null;
}
