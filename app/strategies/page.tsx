import { StrategyList } from "../_strategies/strategy-list.tsx";

export const metadata = { title: "Strategies · Lookback" };

/** The library of strategies. */
export default function StrategiesPage() {
  return <StrategyList />;
}
