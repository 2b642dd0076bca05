import { InvitePage } from "../_account/invite-page.tsx";

export const metadata = { title: "Invite · Lookback" };

/** Where accounts begin. */
export default function Page() {
  return <InvitePage />;
}
