"use client";

import { useMe } from "./use-me.ts";
import { callAuth } from "./call-auth.ts";
import { Door, DoorForm, fieldOf } from "./door.tsx";
import { PasswordField } from "./password-field.tsx";
import { nextPage } from "./signed-out.ts";

/** E-mail and password; there is no sign-up but by invitation. */
export function SignInPage() {
  const me = useMe();
  const submit = async (form: FormData) => {
    await callAuth("/sign-in/email", { email: fieldOf(form, "email"), password: fieldOf(form, "password") });
    location.assign(nextPage(location.search));
  };
  if (me?.mode === "single")
    return (
      <Door title="No sign-in here" lead="This machine has one user and no accounts.">
        <a href="/notebooks">Go to the notebooks</a>
      </Door>
    );
  return (
    <Door title="Sign in to Lookback" lead="New here? An admin of your workspace sends you an invitation.">
      <DoorForm action="Sign in" submit={submit}>
        <label>
          E-mail
          <input type="email" name="email" required autoComplete="username" autoFocus maxLength={200} />
        </label>
        <PasswordField label="Password" />
      </DoorForm>
    </Door>
  );
}
