"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { createApiClient } from "../_data/api.ts";
import page from "../_ui/page.module.css";
import styles from "./account.module.css";
import { callAuth } from "./call-auth.ts";
import { DoorForm, fieldOf } from "./door.tsx";
import { useLinkSecret } from "./link-secret.ts";
import { PasswordField } from "./password-field.tsx";
import { useMe } from "./use-me.ts";

/** The first invitation turns accounts on: whoever invites gets the first account, and keeps everything. */
export function InvitePage() {
  const me = useMe();
  const router = useRouter();
  useEffect(() => {
    if (me?.mode === "person") router.replace("/account#people");
  }, [me, router]);
  const secret = useLinkSecret();
  if (me?.mode !== "single" && !(me?.mode === "signed-out" && secret)) return null;
  return (
    <div className={page.page}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>Work with others</h1>
        </header>
        <p className={page.lead}>
          To invite somebody, make your own account first. All notebooks, runs and studies on this machine
          become yours; notebooks stay private until you share them, and their studies with them; saved runs
          are seen by everybody in the workspace. From then on everybody signs in, you too. There is no way
          back to a machine without accounts.
        </p>
        <div className={styles.card}>
          <DoorForm action="Make my account" submit={(form) => begin(form, secret)}>
            <label>
              Name
              <input name="name" required autoComplete="name" maxLength={100} />
            </label>
            <label>
              E-mail
              <input type="email" name="email" required autoComplete="username" maxLength={200} />
            </label>
            <PasswordField label="Password" fresh />
            <label>
              Name of the workspace
              <input name="workspace" required defaultValue="Our workspace" maxLength={100} />
            </label>
          </DoorForm>
        </div>
      </div>
    </div>
  );
}

async function begin(form: FormData, secret = ""): Promise<void> {
  const [email, password] = [fieldOf(form, "email"), fieldOf(form, "password")];
  const account = { name: fieldOf(form, "name"), email, password, workspace: fieldOf(form, "workspace") };
  await createApiClient().account.begin.mutate({ ...account, ...(secret === "" ? {} : { secret }) });
  await callAuth("/sign-in/email", { email, password });
  location.assign("/account#people");
}
