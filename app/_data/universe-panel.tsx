import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";
import { UniverseForm } from "./universe-form.tsx";
import { UniverseRow } from "./universe-row.tsx";

/** Named sets of symbols: made, looked at and kept in versions. */
export function UniversePanel() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const universes = useQuery(trpc.universes.list.queryOptions());
  const refresh = useMutation(
    trpc.universes.refresh.mutationOptions({
      onError: ({ message }) => toast.error(message),
      onSuccess: (names) =>
        names.length === 0 ? toast.info("no real symbols are loaded yet") : toast.success(names.join(", ")),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.universes.list.queryKey() }),
    }),
  );
  return (
    <>
      <p className={page.lead}>
        A universe is a named set of symbols, each for its time. Saving it again makes a new version where its
        members have changed; older ones stay, and runs name theirs.
      </p>
      <UniverseForm />
      <div className={styles.listHead}>
        <h2>Universes</h2>
        <Button disabled={refresh.isPending} onClick={() => refresh.mutate()}>
          Renew the built-in ones
        </Button>
      </div>
      {universes.error ? <p className={page.problem}>{universes.error.message}</p> : null}
      <div className={styles.wide}>
        <table className={page.list} aria-label="Universes">
          <thead>
            <tr>
              <th>Name</th>
              <th>Kind</th>
              <th className="numeric">Version</th>
              <th className="numeric">Members</th>
              <th>Survivorship</th>
              <th>Saved</th>
            </tr>
          </thead>
          <tbody>
            {universes.data?.map((universe) => (
              <UniverseRow key={universe.name} universe={universe} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
