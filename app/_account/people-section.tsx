"use client";

import { useQuery } from "@tanstack/react-query";
import type { Role } from "#server/access/roles.ts";
import { useTRPC } from "../_data/api.ts";
import { ListTable } from "../_ui/list-table.tsx";
import styles from "./account.module.css";
import { Invitations } from "./invitations.tsx";
import { MemberRow } from "./member-row.tsx";

const MANAGERS: readonly Role[] = ["admin", "owner"];

/** Who belongs to the workspace, and, for whoever manages it, invitations. */
export function PeopleSection({ me, role }: { me: { readonly id: string }; role: Role }) {
  const trpc = useTRPC();
  const members = useQuery(trpc.workspaces.members.queryOptions());
  const manages = MANAGERS.includes(role);
  return (
    <section className={styles.section} aria-labelledby="people">
      <h2 id="people">People</h2>
      {manages ? <Invitations own={role} /> : null}
      <ListTable heads={["Name", "E-mail", "Role", "Since"]}>
        {members.data?.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            own={role}
            mine={member.userId === me.id}
            manages={manages}
          />
        ))}
      </ListTable>
      <p className={styles.roles}>
        Viewers look and comment and run on their own; members also make, sync and save; admins also manage
        people; owners also make owners. A private notebook is seen by nobody but its owner and whom they
        name.
      </p>
    </section>
  );
}
