/** What makes an observer see so far outside of the window. Pages scroll within the app's frame, and a root's margin alone ends at the scroller's edge. */
export function viewportMargin(margin: string): IntersectionObserverInit & { readonly scrollMargin: string } {
  return { rootMargin: margin, scrollMargin: margin };
}
