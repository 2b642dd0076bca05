"use client";

import { useQuery } from "@tanstack/react-query";
import type { OpenedInvitation } from "#server/workspaces/accept-invitation.ts";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { callAuth } from "./call-auth.ts";
import { Door, DoorForm, fieldOf } from "./door.tsx";
import { useLinkSecret } from "./link-secret.ts";
import { PasswordField } from "./password-field.tsx";
import { useMe } from "./use-me.ts";

/** An invitation: choose a name and a password, or take it up with the account that one has. */
export function JoinPage() {
  const secret = useLinkSecret();
  const trpc = useTRPC();
  const enabled = secret !== undefined && secret.length >= 20;
  const invitation = useQuery(
    trpc.invitations.open.queryOptions({ secret: secret ?? "" }, { enabled, retry: false }),
  );
  if (secret === undefined || (enabled && invitation.isPending)) return null;
  if (!invitation.data)
    return (
      <Door
        title="This invitation does not open"
        lead={invitation.error?.message ?? "The address is not whole; copy it again."}
      >
        <a href="/sign-in">Sign in</a>
      </Door>
    );
  return <OpenInvitation secret={secret} invitation={invitation.data} />;
}

function OpenInvitation({ secret, invitation }: { secret: string; invitation: OpenedInvitation }) {
  const me = useMe();
  const { workspace, invitedBy, email, role, known } = invitation;
  const accept = async (account: { name?: string; password?: string } = {}) => {
    await createApiClient().invitations.accept.mutate({ secret, ...account });
    if (account.password !== undefined)
      await callAuth("/sign-in/email", { email, password: account.password });
    location.assign("/notebooks");
  };
  const lead = `${invitedBy || "The operator"} invites ${email} as ${role}.`;
  if (!known)
    return (
      <Door title={`Join ${workspace}`} lead={lead}>
        <DoorForm
          action="Make my account"
          submit={(form) => accept({ name: fieldOf(form, "name"), password: fieldOf(form, "password") })}
        >
          <label>
            Name
            <input name="name" required autoComplete="name" autoFocus maxLength={100} />
          </label>
          <PasswordField label="Password" fresh />
        </DoorForm>
      </Door>
    );
  const own = me?.mode === "person" && me.email === email;
  return (
    <Door title={`Join ${workspace}`} lead={lead}>
      {own ? (
        <DoorForm action="Join" submit={() => accept()}>
          {null}
        </DoorForm>
      ) : (
        <DoorForm action="Sign in and join" submit={(form) => signInAndJoin(email, form, accept)}>
          <PasswordField label={`Password of ${email}`} />
        </DoorForm>
      )}
    </Door>
  );
}

async function signInAndJoin(email: string, form: FormData, accept: () => Promise<void>): Promise<void> {
  await callAuth("/sign-in/email", { email, password: fieldOf(form, "password") });
  await accept();
}
