import { JoinPage } from "../_account/join-page.tsx";

export const metadata = { title: "Join · Lookback" };

/** Where an invitation's link leads. */
export default function Page() {
  return <JoinPage />;
}
