import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { ScheduleInfo } from "#server/sync/schedule-times.ts";
import { Button } from "../_ui/button.tsx";
import { formatDate } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

const DAY_MS = 86_400_000;

/** A schedule: when it ran last, when it comes next, and the ways to hold it. */
export function ScheduleRow({ schedule }: { readonly schedule: ScheduleInfo }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { id, provider, universe, timeframe, minutesAfterClose, enabled, lastSession, nextAt, problem } =
    schedule;
  const options = {
    onError: ({ message }: { readonly message: string }) => toast.error(message),
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.syncs.schedules.queryKey() }),
  };
  const save = useMutation(trpc.syncs.schedule.mutationOptions(options));
  const remove = useMutation(trpc.syncs.unschedule.mutationOptions(options));
  return (
    <tr>
      <td className={page.prose}>{universe}</td>
      <td>{provider}</td>
      <td>{timeframe}</td>
      <td data-room="wide">{minutesAfterClose} min after</td>
      <td data-room="wide">{lastSession === null ? "not yet" : formatDate(lastSession * DAY_MS)}</td>
      <td className={problem === null ? undefined : page.prose}>
        {problem === null ? nextWords(enabled, nextAt) : <span className={styles.warning}>{problem}</span>}
      </td>
      <td>
        <span className={styles.rowActions}>
          <Button
            disabled={save.isPending}
            onClick={() =>
              save.mutate({ provider, universe, timeframe, minutesAfterClose, enabled: !enabled })
            }
          >
            {enabled ? "Pause" : "Resume"}
          </Button>
          <Button
            aria-label={`Remove the schedule of ${universe}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate({ id })}
          >
            Remove
          </Button>
        </span>
      </td>
    </tr>
  );
}

function nextWords(enabled: boolean, nextAt: number | null): string {
  if (!enabled) return "paused";
  if (nextAt === null) return "no session in sight";
  return `${new Date(nextAt).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
