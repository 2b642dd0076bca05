import { StrategyScreen } from "../../_strategies/strategy-screen.tsx";

export const metadata = { title: "Strategy · Lookback" };

/** One version of a strategy. */
export default async function StrategyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <StrategyScreen id={id} />;
}
