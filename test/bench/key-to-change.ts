import type { NotebookPage } from "#test/browser/notebook-page.ts";

/** A key, and what on the page follows from it. */
export interface Follows {
  /** As playwright names it; its last part is the key that is waited for. */
  readonly key: string;
  /** Selector of the element whose text or children change. */
  readonly watched: string;
  /** Selector of what must be inside once it has; any change will do where absent. */
  readonly holds?: string;
}

/**
 * Presses a key and measures from it to the frame that shows what follows, in milliseconds.
 *
 * Whoever watches is there before the key is: on a busy page a key overtakes a script that was sent before it.
 */
export async function keyToChange({ page }: NotebookPage, follows: Follows): Promise<number> {
  await page.evaluate(
    ({ key, watched, holds }) => {
      const element = document.querySelector(watched);
      if (!element) throw new Error(`nothing on the page is ${watched}`);
      let began = NaN;
      addEventListener("keydown", (event) => event.key === key && (began = event.timeStamp), {
        capture: true,
      });
      // A page mostly changes within a frame, which is then the one that shows it; after a frame the next one does.
      let inFrame = false;
      let isShown: "no" | "next" | "now" = "no";
      const change = new Promise<number>((done) => {
        const watch = new MutationObserver(() => {
          if (Number.isNaN(began) || (holds !== undefined && !element.querySelector(holds))) return;
          watch.disconnect();
          isShown = inFrame ? "now" : "next";
        });
        const { port1, port2 } = new MessageChannel();
        const frame = (): void => {
          inFrame = true;
          if (isShown === "next") isShown = "now";
          // After the frame's own work: a message that is sent in it arrives when it was painted.
          port2.postMessage(null);
        };
        port1.onmessage = () => {
          inFrame = false;
          if (isShown !== "now") return requestAnimationFrame(frame);
          done(performance.now() - began);
        };
        requestAnimationFrame(frame);
        watch.observe(element, { characterData: true, childList: true, subtree: true, attributes: true });
      });
      Reflect.set(globalThis, "keyToChange", change);
    },
    { ...follows, key: follows.key.split("+").at(-1) },
  );
  await page.keyboard.press(follows.key);
  return page.evaluate(() => Reflect.get(globalThis, "keyToChange") as Promise<number>);
}
