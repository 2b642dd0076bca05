import { AccountScreen } from "../_account/account-screen.tsx";

export const metadata = { title: "Account · Lookback" };

/** One's own account and the people of the workspace. */
export default function Page() {
  return <AccountScreen />;
}
