/**
 * Characters that nobody sees and that change what is seen: marks that turn the direction of text around, spaces without width, control characters.
 * Joiners stay, which emoji and Persian are written with, and so do line breaks and tabs.
 *
 * @see Boucher, Anderson (2021), Trojan Source: Invisible Vulnerabilities.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;

/** A name or a line without them: it says what it shows, and turns no text around that stands beside it. O(characters). */
export const withoutHidden = (text: string): string => text.replace(HIDDEN, "");

/** Code with each of them written out, as "⟦U+202E⟧": whoever reads it, sees what will run. O(characters). */
export const showHidden = (text: string): string =>
  text.replace(HIDDEN, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `⟦U+${number.toString(16).toUpperCase().padStart(4, "0")}⟧`;
  });
