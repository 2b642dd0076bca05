"use client";

import { useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { createApiClient, useTRPC } from "../_data/api.ts";
import styles from "./account.module.css";
import { callAuth } from "./call-auth.ts";
import { DoorForm, fieldOf } from "./door.tsx";
import { PasswordField } from "./password-field.tsx";

/** What one is called, and the password. */
export function ProfileSection({ me }: { me: { readonly name: string; readonly email: string } }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const rename = async (form: FormData) => {
    await createApiClient().account.rename.mutate({ name: fieldOf(form, "name") });
    await cache.invalidateQueries({ queryKey: trpc.account.me.queryKey() });
    toast("Your name is saved");
  };
  return (
    <section className={styles.section} aria-labelledby="profile">
      <h2 id="profile">You</h2>
      <div className={styles.pair}>
        <DoorForm tone="plain" action="Save the name" submit={rename}>
          <label>
            Name
            <input name="name" required defaultValue={me.name} autoComplete="name" maxLength={100} />
          </label>
          <label>
            E-mail
            <input value={me.email} readOnly />
          </label>
        </DoorForm>
        <DoorForm tone="plain" action="Change the password" submit={changePassword}>
          <PasswordField name="present" label="Present password" />
          <PasswordField name="fresh" label="New password" fresh />
        </DoorForm>
      </div>
    </section>
  );
}

async function changePassword(form: FormData): Promise<void> {
  await callAuth("/change-password", {
    currentPassword: fieldOf(form, "present"),
    newPassword: fieldOf(form, "fresh"),
    revokeOtherSessions: true,
  });
  toast("The password is changed; you are signed out everywhere else");
}
