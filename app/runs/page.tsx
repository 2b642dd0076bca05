import { RunList } from "../_runs/run-list.tsx";

export const metadata = { title: "Runs · Lookback" };

/** All saved runs. */
export default function RunsPage() {
  return <RunList />;
}
