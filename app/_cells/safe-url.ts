/** Longest picture that a text may hold, as its address. */
const MAX_PICTURE_CHARS = 1_500_000;
const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/;

/**
 * An address of markdown that is safe to follow or to show, or none: links to the web and within the page, pictures
 * that stand in the text itself. A picture of another host would tell it who reads the notebook.
 */
export function safeUrl(url: string, attribute: string): string | undefined {
  if (attribute === "src") return url.length <= MAX_PICTURE_CHARS && PICTURE.test(url) ? url : undefined;
  return /^(https?:\/\/|#)/i.test(url) ? url : undefined;
}
