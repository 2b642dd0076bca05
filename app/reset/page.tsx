import { ResetPage } from "../_account/reset-page.tsx";

export const metadata = { title: "New password · Lookback" };

/** Where a link that sets a password leads. */
export default function Page() {
  return <ResetPage />;
}
