"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Sheet } from "../_ui/sheet.tsx";
import { LinkForm } from "./link-form.tsx";
import { LinkList } from "./link-list.tsx";
import { PeopleAccess } from "./people-access.tsx";
import styles from "./sharing.module.css";

/** Who may do what with this notebook: the workspace, people by name, and whoever has a link. */
export function ShareSheet({ onClose }: { onClose: () => void }) {
  const { id, inputs, keeper } = useNotebook();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const shares = useQuery(trpc.shares.get.queryOptions({ id }));
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : String(error));
    }
    await cache.invalidateQueries({ queryKey: trpc.shares.get.queryKey({ id }) });
  };
  const { data } = shares;
  const owns = data?.mine === "own";
  const owner = data?.owner?.name ?? "somebody else";
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title="Share this notebook"
      description={
        owns
          ? "Whoever opens it sees kept results first; code runs only when they ask for it."
          : `It belongs to ${owner}, who shares it.`
      }
    >
      {data ? (
        <div className={styles.sharing}>
          <PeopleAccess id={id} shares={data} act={act} />
          {owns ? (
            <section aria-labelledby="links">
              <h3 id="links">Links</h3>
              <LinkForm id={id} symbols={data.symbols} act={act} whenKept={() => keeper.whenKept()} />
              <LinkList id={id} links={data.links} inputs={inputs.all()} act={act} />
            </section>
          ) : null}
        </div>
      ) : null}
    </Sheet>
  );
}
