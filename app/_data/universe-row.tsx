import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { UniverseInfo } from "#server/universes/list-universes.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";

const SHOWN = 100;

/** A universe of the list; its name opens its versions and the members of a day. */
export function UniverseRow({ universe }: { readonly universe: UniverseInfo }) {
  const [isOpen, setIsOpen] = useState(false);
  const { name, kind, version, members, survivorshipFree, synthetic, createdAt } = universe;
  return (
    <>
      <tr>
        <td className={page.prose}>
          <button
            type="button"
            className={styles.open}
            aria-expanded={isOpen}
            aria-label={`Members of ${name}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {name}
          </button>{" "}
          {synthetic ? <span className={page.badge}>synthetic</span> : null}
        </td>
        <td>{kind}</td>
        <td className="numeric">{version}</td>
        <td className="numeric">{formatNumber(members, "count")}</td>
        <td>{survivorshipWords(survivorshipFree)}</td>
        <td>{formatDate(createdAt)}</td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={6} className={page.prose}>
            <UniverseDetails name={name} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** What is known of survivorship, in words. */
export function survivorshipWords(isFree: boolean): string {
  return isFree ? "free of its bias" : "biased: nobody ever left";
}

function UniverseDetails({ name }: { readonly name: string }) {
  const trpc = useTRPC();
  const [day, setDay] = useState(() => formatDate(Date.now()));
  const [version, setVersion] = useState<number | null>(null);
  const versions = useQuery(trpc.universes.versions.queryOptions({ name }));
  const at = Date.parse(day);
  const found = useQuery(
    trpc.universes.get.queryOptions(
      { name, at, ...(version === null ? {} : { version }) },
      { enabled: Number.isFinite(at), placeholderData: (before) => before },
    ),
  );
  const members = found.data?.members ?? [];
  return (
    <div className={styles.quality}>
      <div className={styles.actions}>
        <label>
          Members on{" "}
          <input type="date" value={day} required onChange={(event) => setDay(event.target.value)} />
        </label>
        <label>
          Version{" "}
          <select
            value={version ?? ""}
            onChange={(event) => setVersion(event.target.value === "" ? null : Number(event.target.value))}
          >
            <option value="">newest</option>
            {versions.data?.map((each) => (
              <option key={each.version} value={each.version}>
                {each.version} of {formatDate(each.createdAt)}: {each.members} members
              </option>
            ))}
          </select>
        </label>
        <span className={page.quiet} role="status">
          {found.error ? found.error.message : `${formatNumber(members.length, "count")} members`}
        </span>
      </div>
      <p className={styles.members}>
        {members
          .slice(0, SHOWN)
          .map(({ symbol }) => symbol)
          .join(" ")}
        {members.length > SHOWN ? ` and ${members.length - SHOWN} more` : ""}
      </p>
      {found.data?.definition ? (
        <code className={styles.definition}>{JSON.stringify(found.data.definition)}</code>
      ) : null}
    </div>
  );
}
