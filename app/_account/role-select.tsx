"use client";

import type { Role } from "#server/access/roles.ts";

const ROLES: readonly Role[] = ["viewer", "member", "admin", "owner"];

/** The roles that somebody may give: up to their own. */
export function rolesUpTo(own: Role): readonly Role[] {
  return ROLES.slice(0, ROLES.indexOf(own) + 1);
}

/** A choice of roles up to one's own. */
export function RoleSelect({
  label,
  own,
  value,
  onChange,
}: {
  label: string;
  own: Role;
  value: Role;
  onChange: (role: Role) => void;
}) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as Role)}>
      {rolesUpTo(own).map((role) => (
        <option key={role}>{role}</option>
      ))}
    </select>
  );
}
