"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { callAuth } from "./call-auth.ts";
import { PeopleSection } from "./people-section.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TokensSection } from "./tokens-section.tsx";
import { useMe } from "./use-me.ts";
import { WorkspaceSection } from "./workspace-section.tsx";

/** One's own account, and the people one works with. */
export function AccountScreen() {
  const me = useMe();
  const router = useRouter();
  useEffect(() => {
    if (me && me.mode !== "person") router.replace(me.mode === "single" ? "/invite" : "/sign-in");
  }, [me, router]);
  if (me?.mode !== "person") return null;
  const { workspace } = me;
  return (
    <div className={page.page}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>Account</h1>
          <span style={{ flex: 1 }} />
          <Button onClick={() => void signOut()}>Sign out</Button>
        </header>
        <ProfileSection me={me} />
        <WorkspaceSection current={workspace} />
        {workspace ? <PeopleSection me={me} role={workspace.role} /> : null}
        <TokensSection />
        <SessionsSection />
      </div>
    </div>
  );
}

async function signOut(): Promise<void> {
  await callAuth("/sign-out");
  location.assign("/sign-in");
}
