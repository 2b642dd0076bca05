"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import type { Role } from "#server/access/roles.ts";
import { createApiClient, useTRPC } from "../_data/api.ts";
import { IconButton } from "../_ui/button.tsx";
import styles from "./account.module.css";
import { CopyLine } from "./copy-line.tsx";
import { DoorForm, fieldOf } from "./door.tsx";
import { linkTo } from "./link-secret.ts";
import { RoleSelect } from "./role-select.tsx";

/** Invites somebody by a link that is sent by hand, and shows the invitations that are open. */
export function Invitations({ own }: { own: Role }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const open = useQuery(trpc.invitations.list.queryOptions());
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.invitations.list.queryKey() });
  const revoke = useMutation(trpc.invitations.revoke.mutationOptions({ onSettled: refresh }));
  const [role, setRole] = useState<Role>("member");
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);
  const invite = async (form: FormData) => {
    const email = fieldOf(form, "email");
    const { secret } = await createApiClient().invitations.make.mutate({ email, role });
    setMade({ email, link: linkTo("/join", secret) });
    await refresh();
  };
  return (
    <div className={styles.invitations}>
      <DoorForm action="Make an invitation" submit={invite}>
        <label>
          E-mail
          <input type="email" name="email" required maxLength={200} placeholder="colleague@example.com" />
        </label>
        <label>
          As
          <RoleSelect label="Role of the invited" own={own} value={role} onChange={setRole} />
        </label>
      </DoorForm>
      {made ? (
        <p>
          Send this link to {made.email}. It works once, for seven days, and is not shown again.
          <CopyLine label={`Invitation for ${made.email}`} text={made.link} />
        </p>
      ) : null}
      {open.data && open.data.length > 0 ? (
        <ul aria-label="Open invitations">
          {open.data.map(({ id, email, role: given, expiresAt }) => (
            <li key={id}>
              <span>
                {email} as {given}, until {expiresAt.slice(0, 10)}
              </span>
              <IconButton label={`Revoke the invitation of ${email}`} onClick={() => revoke.mutate({ id })}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
