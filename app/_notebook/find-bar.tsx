"use client";

import { ArrowDown, ArrowUp, CaseSensitive, Regex, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import {
  findText,
  MAX_MATCHES,
  replaceText,
  type TextMatch,
  type TextQuery,
} from "#engine/notebook/find-text.ts";
import { Button, IconButton } from "../_ui/button.tsx";
import { runCommand } from "./commands.ts";
import styles from "./find-bar.module.css";
import { useDocument, useNotebook, useView } from "./notebook-context.tsx";

/** Find and replace in all cells; open while the notebook's view says so. */
export function FindBar() {
  const { overlay } = useView();
  return overlay === "find" || overlay === "replace" ? (
    <OpenFindBar replacing={overlay === "replace"} />
  ) : null;
}

function OpenFindBar({ replacing }: { replacing: boolean }) {
  const notebook = useNotebook();
  const { cells } = useDocument();
  const [query, setQuery] = useState<TextQuery>({ text: "", matchCase: false, regex: false });
  const [replacement, setReplacement] = useState("");
  const [at, setAt] = useState(-1);
  const { matches, problem } = search(cells, query);
  const close = () => notebook.view.change({ overlay: null });
  const go = (offset: number) => {
    if (matches.length === 0) return;
    const next = (at + offset + matches.length) % matches.length;
    setAt(next);
    notebook.store.setFocus(matches[next]?.cellId ?? null, "command");
  };
  const change = (part: Partial<TextQuery>) => {
    setQuery({ ...query, ...part });
    setAt(-1);
  };
  return (
    <div
      className={styles.bar}
      role="search"
      aria-label="Find in all cells"
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div className={styles.row}>
        <input
          autoFocus
          aria-label="Find"
          placeholder="Find in all cells"
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => event.key === "Enter" && go(event.shiftKey ? -1 : 1)}
        />
        <IconButton
          label="Match case"
          pressed={query.matchCase}
          onClick={() => change({ matchCase: !query.matchCase })}
        >
          <CaseSensitive size={15} aria-hidden />
        </IconButton>
        <IconButton
          label="Regular expression"
          pressed={query.regex}
          onClick={() => change({ regex: !query.regex })}
        >
          <Regex size={14} aria-hidden />
        </IconButton>
        <IconButton label="Previous match (Shift Enter)" onClick={() => go(-1)}>
          <ArrowUp size={14} aria-hidden />
        </IconButton>
        <IconButton label="Next match (Enter)" onClick={() => go(1)}>
          <ArrowDown size={14} aria-hidden />
        </IconButton>
        <span className={styles.count} role="status" data-problem={problem !== null}>
          {problem ?? countText(matches, at, query.text)}
        </span>
        <IconButton label="Close" onClick={close}>
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      {replacing ? (
        <div className={styles.row}>
          <input
            aria-label="Replace with"
            placeholder="Replace with"
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
          />
          <Button
            disabled={matches.length === 0}
            onClick={() => {
              const { cells: present } = notebook.store.document();
              notebook.store.editMany(replaceText(present, query, replacement));
              toast(`Replaced ${matches.length}`, {
                action: { label: "Undo", onClick: () => runCommand("undo", notebook) },
              });
            }}
          >
            Replace all
          </Button>
        </div>
      ) : null}
      <MatchList matches={matches} at={at} onChoose={setAt} />
    </div>
  );
}

const LISTED = 50;

/** The lines with a match, to be read before anything is replaced. */
function MatchList({
  matches,
  at,
  onChoose,
}: {
  matches: readonly TextMatch[];
  at: number;
  onChoose: (at: number) => void;
}) {
  const { store } = useNotebook();
  if (matches.length === 0) return null;
  return (
    <ol className={styles.matches}>
      {matches.slice(0, LISTED).map((match, index) => (
        <li key={`${match.cellId}-${match.from}`}>
          <button
            type="button"
            aria-current={index === at}
            onClick={() => {
              onChoose(index);
              store.setFocus(match.cellId, "command");
            }}
          >
            <span>
              {match.cellId}:{match.line}
            </span>
            <MatchLine source={store.cell(match.cellId)?.source ?? ""} match={match} />
          </button>
        </li>
      ))}
      {matches.length > LISTED ? <li>and {matches.length - LISTED} more</li> : null}
    </ol>
  );
}

function MatchLine({ source, match: { from, to } }: { source: string; match: TextMatch }) {
  const start = Math.max(source.lastIndexOf("\n", from - 1) + 1, from - 40);
  const end = source.indexOf("\n", to);
  return (
    <code>
      {source.slice(start, from)}
      <mark>{source.slice(from, to)}</mark>
      {source.slice(to, Math.min(end < 0 ? source.length : end, to + 60))}
    </code>
  );
}

function search(
  cells: Parameters<typeof findText>[0],
  query: TextQuery,
): { matches: readonly TextMatch[]; problem: string | null } {
  try {
    return { matches: findText(cells, query), problem: null };
  } catch (error) {
    return { matches: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

function countText(matches: readonly TextMatch[], at: number, text: string): string {
  if (text === "") return "";
  const count = matches.length === MAX_MATCHES ? `${MAX_MATCHES} or more` : String(matches.length);
  return at < 0 ? `${count} found` : `${at + 1} of ${count}`;
}
