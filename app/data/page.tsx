import { DataScreen } from "../_data/data-screen.tsx";

export const metadata = { title: "Data · Lookback" };

/** All datasets, and a place to bring one's own. */
export default function DataPage() {
  return <DataScreen />;
}
