import { SignInPage } from "../_account/sign-in-page.tsx";

export const metadata = { title: "Sign in · Lookback" };

/** Signing in, where there are accounts. */
export default function Page() {
  return <SignInPage />;
}
