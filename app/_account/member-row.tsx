"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { Role } from "#server/access/roles.ts";
import type { MemberSummary } from "#server/workspaces/members.ts";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { CopyLine } from "./copy-line.tsx";
import { linkTo } from "./link-secret.ts";
import { RoleSelect, rolesUpTo } from "./role-select.tsx";

/** A member: their role, and for whoever manages them a new password or the way out. */
export function MemberRow({
  member,
  own,
  mine,
  manages,
}: {
  member: MemberSummary;
  own: Role;
  mine: boolean;
  manages: boolean;
}) {
  const { userId, name, email, role, since } = member;
  const { setRole, remove, reset, busy } = useMemberActions();
  const [secret, setSecret] = useState<string | null>(null);
  const within = manages && rolesUpTo(own).includes(role);
  const ask = () => confirm(`Remove ${name}? What they own here becomes yours.`) && remove({ userId });
  return (
    <>
      <tr>
        <td>
          {name}
          {mine ? " (you)" : ""}
        </td>
        <td>{email}</td>
        <td>
          {within ? (
            <RoleSelect
              label={`Role of ${name}`}
              own={own}
              value={role}
              onChange={(next) => setRole({ userId, role: next })}
            />
          ) : (
            role
          )}
        </td>
        <td>{since.slice(0, 10)}</td>
        <td>
          {within && !mine ? (
            <>
              <Button disabled={busy} onClick={() => void reset(userId).then(setSecret)}>
                New password…
              </Button>{" "}
              <Button disabled={busy} onClick={ask}>
                Remove
              </Button>
            </>
          ) : null}
        </td>
      </tr>
      {secret === null ? null : (
        <tr>
          <td colSpan={5}>
            Send this link to {name}; within 24 hours it sets a new password, once.
            <CopyLine label={`Link that sets a password for ${name}`} text={linkTo("/reset", secret)} />
          </td>
        </tr>
      )}
    </>
  );
}

function useMemberActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const after = {
    onSuccess: () => cache.invalidateQueries({ queryKey: trpc.workspaces.members.queryKey() }),
    onError: (error: { message: string }) => void toast.error(error.message),
  };
  const role = useMutation(trpc.workspaces.setRole.mutationOptions(after));
  const removal = useMutation(trpc.workspaces.removeMember.mutationOptions(after));
  const link = useMutation(trpc.workspaces.resetPassword.mutationOptions({ onError: after.onError }));
  return {
    setRole: role.mutate,
    remove: removal.mutate,
    /** The secret of a link; null where it was refused, which has been said. */
    reset: (userId: string) =>
      link.mutateAsync({ userId }).then(
        ({ secret }) => secret,
        () => null,
      ),
    busy: role.isPending || removal.isPending || link.isPending,
  };
}
