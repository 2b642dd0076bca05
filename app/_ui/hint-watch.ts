import { type HintTarget, hintTarget } from "./hint-target.ts";

/** A pointer that rests for so long asks for a hint. */
const REST_MS = 400;
/** After a hint closed, the next one opens at once for so long: a row of buttons is read in one go. */
const WARM_MS = 300;
/** So long the pointer may take from the element to its hint, whose words can be selected. */
const CROSSING_MS = 120;

const isPopup = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("[data-hint-popup]") !== null;

/** Says which hint is to be seen: of what the pointer rests on, or the keyboard has reached. A class, since it owns a timer. */
export class HintWatch {
  readonly #show: (target: HintTarget | null) => void;
  #at: HintTarget | null = null;
  #closedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (target: HintTarget | null) => void) {
    this.#show = show;
  }

  /** Listens to the page until the returned function is called. */
  listen(): () => void {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true, passive: true };
    const close = () => this.#set(null);
    document.addEventListener("pointerover", (event) => this.#over(event), options);
    document.addEventListener("pointerdown", close, options);
    document.addEventListener("focusin", ({ target }) => this.#focus(target), options);
    document.addEventListener("focusout", close, options);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && close(), options);
    document.documentElement.addEventListener("pointerleave", close, { signal: stop.signal });
    return () => {
      clearTimeout(this.#timer);
      stop.abort();
    };
  }

  #set(next: HintTarget | null): void {
    clearTimeout(this.#timer);
    if (this.#at === null && next === null) return;
    if (next === null) this.#closedAt = performance.now();
    this.#at = next;
    this.#show(next);
  }

  #later(ms: number, next: HintTarget | null): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(next), ms);
  }

  #over({ target, pointerType }: PointerEvent): void {
    if (pointerType === "touch") return;
    clearTimeout(this.#timer);
    if (isPopup(target)) return;
    const found = hintTarget(target);
    if (found === null) return this.#at === null ? undefined : this.#later(CROSSING_MS, null);
    const warm = this.#at !== null || performance.now() - this.#closedAt < WARM_MS;
    this.#later(warm ? 0 : REST_MS, found);
  }

  #focus(target: EventTarget | null): void {
    if (target instanceof Element && target.matches(":focus-visible")) this.#set(hintTarget(target));
  }
}
