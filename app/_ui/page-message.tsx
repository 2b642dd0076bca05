import Link from "next/link";
import type { ReactNode } from "react";
import styles from "./page.module.css";

/** One sentence in the middle of a page, and the way on. */
export function PageMessage({
  title,
  children,
  link,
}: {
  title: string;
  children: ReactNode;
  link?: { href: string; text: string };
}) {
  return (
    <section className={styles.message}>
      <h1>{title}</h1>
      <p>{children}</p>
      {link ? <Link href={link.href}>{link.text}</Link> : null}
    </section>
  );
}
