import { RunScreen } from "../../_runs/run-screen.tsx";

export const metadata = { title: "Run · Lookback" };

/** One saved run. */
export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <RunScreen id={id} />;
}
