/** Where the theme that was chosen is kept; nothing is there while the system's is followed. */
export const CHOSEN_THEME = "lookback.theme";
/** What the system says when it asks for light. */
export const LIGHT_SYSTEM = "(prefers-color-scheme: light)";

/**
 * Sets the theme before the first paint, so that nobody sees a flash of the other one: what was chosen, else what the
 * system asks for, else dark.
 */
export const THEME_SCRIPT = `document.documentElement.dataset.theme = localStorage.getItem("${CHOSEN_THEME}") ?? (matchMedia("${LIGHT_SYSTEM}").matches ? "light" : "dark")`;
