import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";
import { formText } from "./form-text.ts";
import { ProviderSelect, TimeframeSelect, useProviderChoice } from "./provider-fields.tsx";
import { ScheduleRow } from "./schedule-row.tsx";

/** Syncs that come by themselves after each close. */
export function SchedulePanel() {
  const trpc = useTRPC();
  const schedules = useQuery({ ...trpc.syncs.schedules.queryOptions(), refetchInterval: 30_000 });
  return (
    <>
      <p className={page.lead}>
        A universe is synced some minutes after each close of its exchange: half days and holidays are known.
        What was missed while the server was down is caught up with at the next look.
      </p>
      <ScheduleForm />
      {schedules.error ? <p className={page.problem}>{schedules.error.message}</p> : null}
      {schedules.data?.length === 0 ? <p className={page.quiet}>Nothing is scheduled.</p> : null}
      {schedules.data && schedules.data.length > 0 ? (
        <div className={styles.wide}>
          <table className={page.list} aria-label="Schedules">
            <thead>
              <tr>
                <th>Universe</th>
                <th>From</th>
                <th>Bars of</th>
                <th data-room="wide">The close</th>
                <th data-room="wide">Last session</th>
                <th>Next</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {schedules.data.map((schedule) => (
                <ScheduleRow key={schedule.id} schedule={schedule} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}

function ScheduleForm() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const choice = useProviderChoice();
  const { chosen } = choice;
  const universes = useQuery(trpc.universes.list.queryOptions());
  const save = useMutation(
    trpc.syncs.schedule.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.syncs.schedules.queryKey() }),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({
      provider: chosen?.name ?? "",
      universe: formText(form, "universe"),
      timeframe: choice.timeframeIn(form),
      minutesAfterClose: Number(formText(form, "minutes")),
    });
  };
  return (
    <form className={`${page.form} ${styles.form}`} onSubmit={submit}>
      <label>
        Universe
        <select name="universe" required>
          {universes.data
            ?.filter(({ synthetic }) => !synthetic)
            .map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
        </select>
      </label>
      <ProviderSelect label="From" choice={choice} />
      <TimeframeSelect choice={choice} />
      <label>
        Minutes after the close
        <input name="minutes" type="number" min={0} max={1440} defaultValue={30} required />
      </label>
      <Button type="submit" tone="accent" disabled={!chosen || save.isPending}>
        Schedule
      </Button>
      {save.error ? (
        <p className={page.problem} role="alert">
          {save.error.message}
        </p>
      ) : null}
      {universes.data?.every(({ synthetic }) => synthetic) ? (
        <small className={page.quiet}>Make a universe first: a schedule fetches the members of one.</small>
      ) : null}
    </form>
  );
}
