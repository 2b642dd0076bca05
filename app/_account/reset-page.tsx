"use client";

import { callAuth } from "./call-auth.ts";
import { Door, DoorForm, fieldOf } from "./door.tsx";
import { useLinkSecret } from "./link-secret.ts";
import { PasswordField } from "./password-field.tsx";

/** A link that an admin made: choose a new password. */
export function ResetPage() {
  const secret = useLinkSecret();
  const submit = async (form: FormData) => {
    await callAuth("/reset-password", { token: secret, newPassword: fieldOf(form, "password") });
    location.assign("/sign-in?password=set");
  };
  return (
    <Door title="Choose a new password" lead="You are signed out everywhere once it is set.">
      <DoorForm action="Set the password" submit={submit}>
        <PasswordField label="New password" fresh />
      </DoorForm>
    </Door>
  );
}
