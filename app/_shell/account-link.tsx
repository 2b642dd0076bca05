"use client";

import { CircleUserRound, UserRoundPlus } from "lucide-react";
import { usePathname } from "next/navigation";
import { useMe } from "../_account/use-me.ts";
import { Hint } from "../_ui/hint.tsx";
import { PlaceLink } from "./place-link.tsx";
import styles from "./shell.module.css";

/** One's account; on a machine without accounts the way to invite somebody, which is all that is seen of them there. */
export function AccountLink() {
  const me = useMe();
  const path = usePathname();
  const single = me?.mode === "single";
  const [href, label] = single
    ? ["/invite", "Invite…"]
    : ["/account", me?.mode === "person" ? `Account of ${me.name}` : "Account"];
  const Icon = single ? UserRoundPlus : CircleUserRound;
  if (!me) return <span className={styles.link} aria-hidden />;
  return (
    <Hint text={label} side="right">
      <PlaceLink
        href={href}
        className={styles.link}
        aria-label={label}
        aria-current={path === href ? "page" : undefined}
      >
        <Icon size={18} aria-hidden />
      </PlaceLink>
    </Hint>
  );
}
