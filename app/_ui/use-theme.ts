"use client";

import { useSyncExternalStore } from "react";

import { CHOSEN_THEME, LIGHT_SYSTEM } from "./theme-script.ts";

export type Theme = "dark" | "light";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const system = matchMedia(LIGHT_SYSTEM);
  system.addEventListener("change", followSystem);
  // It may have changed between the first paint and this moment.
  if (listeners.size === 1) followSystem();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) system.removeEventListener("change", followSystem);
  };
}

const systemTheme = (): Theme => (matchMedia(LIGHT_SYSTEM).matches ? "light" : "dark");

function current(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** The theme that a page asks for whatever the system's; null on all others. */
let held: Theme | null = null;

/** Gives a page its own theme until what comes back is called; printing and the system's evening do not change it. */
export function holdTheme(theme: Theme): () => void {
  const before = current();
  held = theme;
  if (theme !== before) show(theme);
  return () => {
    held = null;
    if (before !== current()) show(before);
  };
}

/** The system went from day to night, or back: it is followed until a theme is chosen. A printer is no system: it always asks for light. */
function followSystem(): void {
  if (held !== null || matchMedia("print").matches) return;
  const theme = systemTheme();
  if (localStorage.getItem(CHOSEN_THEME) === null && theme !== current()) show(theme);
}

/** Switches the theme for this browser and tells everything that draws with it; the system's own is followed again. */
export function toggleTheme(): void {
  const next: Theme = current() === "dark" ? "light" : "dark";
  if (next === systemTheme()) localStorage.removeItem(CHOSEN_THEME);
  else localStorage.setItem(CHOSEN_THEME, next);
  show(next);
}

/** The theme in force; charts depend on it because canvas cannot read CSS variables by itself. */
export function useTheme(): { readonly theme: Theme; readonly toggle: () => void } {
  const theme = useSyncExternalStore(subscribe, current, () => "dark" as const);
  return { theme, toggle: toggleTheme };
}
