/** A time as lists have it, UTC: "2026-11-21 22:10". @param time UTC ms. */
export const minuteText = (time: number): string =>
  new Date(time).toISOString().slice(0, 16).replace("T", " ");
