import { StatusScreen } from "../_status/status-screen.tsx";

export const metadata = { title: "Status · Lookback" };

/** How the server is. */
export default function StatusPage() {
  return <StatusScreen />;
}
