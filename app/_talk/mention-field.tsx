"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { type Mentionable, type MentionQuery, mentionAt, offered, withMention } from "./mention-at.ts";
import styles from "./talk.module.css";
import { useMentionable } from "./use-comments.ts";

/** A place for words in which an @ offers the people who may see the notebook; arrows choose, Enter or Tab writes the name. */
export function MentionField({
  label,
  words,
  onWords,
  onKeyDown,
}: {
  label: string;
  words: string;
  onWords: (words: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const people = useMentionable(useNotebook().id, query !== null);
  const names = query === null ? [] : offered(people, query.begun);
  const look = (text: string, caret: number) => {
    setQuery(mentionAt(text, caret));
    setChosen(0);
  };
  const write = ({ name }: Mentionable) => {
    if (query === null || field.current === null) return;
    const next = withMention(words, query, name);
    onWords(next.text);
    setQuery(null);
    const element = field.current;
    // After the new text is in the field.
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret));
  };
  const press = (event: KeyboardEvent) => {
    const act =
      names.length === 0 || event.ctrlKey || event.metaKey
        ? undefined
        : {
            ArrowDown: () => setChosen((chosen + 1) % names.length),
            ArrowUp: () => setChosen((chosen + names.length - 1) % names.length),
            Enter: () => names[chosen] && write(names[chosen]),
            Tab: () => names[chosen] && write(names[chosen]),
            Escape: () => setQuery(null),
          }[event.key];
    if (act === undefined) return onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={styles.field}>
      <textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={names.length > 0 ? list : undefined}
        aria-activedescendant={names.length > 0 ? `${list}-${chosen}` : undefined}
        rows={2}
        maxLength={5000}
        value={words}
        onChange={({ target }) => {
          onWords(target.value);
          look(target.value, target.selectionStart);
        }}
        onBlur={() => setQuery(null)}
        onKeyDown={press}
      />
      <Offers list={list} names={names} chosen={chosen} onChoose={write} />
    </div>
  );
}

function Offers({
  list,
  names,
  chosen,
  onChoose,
}: {
  list: string;
  names: readonly Mentionable[];
  chosen: number;
  onChoose: (person: Mentionable) => void;
}) {
  if (names.length === 0) return null;
  return (
    <ul id={list} role="listbox" aria-label="People" className={styles.offers}>
      {names.map((person, at) => (
        <li
          key={person.id}
          id={`${list}-${at}`}
          role="option"
          aria-selected={at === chosen}
          // A press would take the caret out of the field before the click came.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
        >
          {person.name}
        </li>
      ))}
    </ul>
  );
}
