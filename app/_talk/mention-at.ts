/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** A name that is being written: where its @ stands, and what is there of it. */
export interface MentionQuery {
  readonly at: number;
  readonly begun: string;
}

/** Names are no longer; what stands further back is not looked at. */
const NAME_CHARS = 100;
const OFFERED = 6;

/** The name that is being written before the caret; null where none is. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const before = text.slice(Math.max(0, caret - NAME_CHARS), caret);
  const found = /(?<![\p{L}\p{N}])@(?<begun>[^@\n]*)$/u.exec(before);
  const begun = found?.groups?.["begun"];
  return begun === undefined || begun.startsWith(" ") ? null : { at: caret - begun.length - 1, begun };
}

/** Whom a begun name may mean: those whose name, or a later word of it, begins so. Nobody once a name is whole. */
export function offered(people: readonly Mentionable[], begun: string): readonly Mentionable[] {
  const words = begun.toLowerCase();
  const named = people.filter(({ name }) => {
    const whole = name.toLowerCase();
    return (
      whole.startsWith(words) || whole.split(/\s+/).some((word) => words !== "" && word.startsWith(words))
    );
  });
  const [only] = named;
  return named.length === 1 && only?.name.toLowerCase() === words ? [] : named.slice(0, OFFERED);
}

/** A text with the begun name written out, and where the caret stands then. */
export function withMention(
  text: string,
  { at, begun }: MentionQuery,
  name: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(at + 1 + begun.length);
  const written = `${text.slice(0, at)}@${name}${rest.startsWith(" ") ? "" : " "}`;
  const caret = written.length + (rest.startsWith(" ") ? 1 : 0);
  return { text: written + rest, caret };
}
