"use client";

import { useMe } from "./use-me.ts";
import { callAuth } from "./call-auth.ts";
import { Door, DoorForm, fieldOf } from "./door.tsx";
import { PasswordField } from "./password-field.tsx";
import { nextPage } from "./signed-out.ts";

const NEW_HERE = "New here? An admin of your workspace sends you an invitation.";
const PASSWORD_SET = "Your new password is set. Sign in with it.";

/** E-mail and password; there is no sign-up but by invitation. `isSet`: a new password was chosen just now. */
export function SignInPage({ isSet }: { isSet: boolean }) {
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
    <Door title="Sign in to Lookback" lead={isSet ? PASSWORD_SET : NEW_HERE}>
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
