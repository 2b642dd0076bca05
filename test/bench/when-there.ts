import type { Page } from "playwright-core";

/**
 * Waits for an element.
 *
 * @returns When it came into the page, ms since the page was asked for: as the page itself saw it, since whoever asks from outside looks up to
 * half a second late.
 */
export function whenThere(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = (): void => {
          if (document.querySelector(wanted) === null) return;
          watch.disconnect();
          done(performance.now());
        };
        const watch = new MutationObserver(look);
        watch.observe(document, {
          subtree: true,
          childList: true,
          attributeFilter: ["class", "data-status"],
        });
        look();
      }),
    selector,
  );
}
