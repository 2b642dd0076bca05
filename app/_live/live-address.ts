/** Where a page connects to the others who have a notebook open. */
export function liveAddress(notebookId: string): string {
  const address = new URL("/api/live", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.searchParams.set("notebook", notebookId);
  return address.href;
}
