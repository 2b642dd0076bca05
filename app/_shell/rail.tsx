"use client";

import { Archive, ArrowDownUp, Moon, Sun } from "lucide-react";
import { usePathname } from "next/navigation";
import { NewsBell } from "../_talk/news-bell.tsx";
import { Hint } from "../_ui/hint.tsx";
import { useTheme } from "../_ui/use-theme.ts";
import { AccountLink } from "./account-link.tsx";
import { PlaceLink } from "./place-link.tsx";
import { PLACES } from "./places.ts";
import styles from "./shell.module.css";

/** The places of the product, always in reach. */
export function Rail() {
  const path = usePathname();
  return (
    <nav className={styles.rail} aria-label="Places">
      <PlaceLink href="/notebooks" className={styles.mark} aria-label="Lookback, home">
        <ArrowDownUp size={20} style={{ transform: "rotate(90deg)" }} aria-hidden />
      </PlaceLink>
      {PLACES.map(({ href, label, Icon }) => (
        <Hint key={href} text={label} side="right">
          <PlaceLink
            href={href}
            className={styles.link}
            aria-label={label}
            aria-current={path.startsWith(href) ? "page" : undefined}
          >
            <Icon size={18} aria-hidden />
          </PlaceLink>
        </Hint>
      ))}
      <span className={styles.spacer} />
      <NewsBell className={styles.link} />
      <Hint text="Workspace" side="right">
        <PlaceLink
          href="/workspace"
          className={styles.link}
          aria-label="Workspace"
          aria-current={path === "/workspace" ? "page" : undefined}
        >
          <Archive size={18} aria-hidden />
        </PlaceLink>
      </Hint>
      <ThemeButton />
      <AccountLink />
    </nav>
  );
}

function ThemeButton() {
  const { theme, toggle } = useTheme();
  const label = theme === "dark" ? "Use the light theme" : "Use the dark theme";
  return (
    <Hint text={label} side="right">
      <button type="button" className={styles.link} onClick={toggle} aria-label={label}>
        {theme === "dark" ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
      </button>
    </Hint>
  );
}
