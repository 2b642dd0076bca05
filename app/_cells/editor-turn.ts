"use client";

import { type RefObject, useEffect, useState } from "react";
import { viewportMargin } from "../_ui/viewport-margin.ts";

/** How far outside of the window an editor still counts as near. */
const MARGIN = "600px 0px";

interface Waiting {
  /** Distance of the editor from the top of the window when it came near, in pixels. */
  readonly distance: number;
  readonly begin: () => void;
}

/** One editor is made per task, what is in sight first, so that keys and scrolling come between. */
class TurnQueue {
  readonly #waiting = new Set<Waiting>();
  readonly #channel = new MessageChannel();
  #running = false;

  constructor() {
    this.#channel.port1.onmessage = () => this.#next();
  }

  /** Puts an editor into the queue; the returned function takes it out again. */
  wait(waiting: Waiting): () => void {
    this.#waiting.add(waiting);
    if (!this.#running) this.#channel.port2.postMessage(null);
    this.#running = true;
    return () => this.#waiting.delete(waiting);
  }

  #next(): void {
    const [next] = [...this.#waiting].sort((a, b) => a.distance - b.distance);
    this.#running = next !== undefined;
    if (!next) return;
    this.#waiting.delete(next);
    next.begin();
    this.#channel.port2.postMessage(null);
  }
}

let queue: TurnQueue | undefined;

/** True once the editor in `element` may be made; at once when `urgent`, as when it is typed into. */
export function useEditorTurn(element: RefObject<Element | null>, urgent: boolean): boolean {
  const [granted, setGranted] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (granted || !target) return;
    if (urgent) return setGranted(true);
    let leave = () => undefined as unknown;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      const distance = Math.abs(entry.boundingClientRect.top);
      queue ??= new TurnQueue();
      leave = queue.wait({ distance, begin: () => setGranted(true) });
    }, viewportMargin(MARGIN));
    observer.observe(target);
    return () => {
      observer.disconnect();
      leave();
    };
  }, [element, granted, urgent]);
  return granted || urgent;
}
