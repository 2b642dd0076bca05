import { SignInPage } from "../_account/sign-in-page.tsx";

export const metadata = { title: "Sign in · Lookback" };

/** Signing in, where there are accounts. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ readonly password?: string | string[] }>;
}) {
  return <SignInPage isSet={(await searchParams).password === "set"} />;
}
