import type { ReactNode } from "react";
import page from "./page.module.css";

/** A list of things with their actions at the end of each row; `children` are its rows. */
export function ListTable({
  heads,
  className = "",
  children,
}: {
  heads: readonly string[];
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <table className={`${page.list} ${className}`}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th>
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
