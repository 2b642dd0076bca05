/** The few functions of plotly.js that this app calls. */
export interface Plotly {
  react(
    element: HTMLElement,
    data: readonly Record<string, unknown>[],
    layout: Record<string, unknown>,
    config: Record<string, unknown>,
  ): Promise<unknown>;
  relayout(element: HTMLElement, change: Record<string, unknown>): Promise<unknown>;
  purge(element: HTMLElement): void;
  Plots: { resize(element: HTMLElement): Promise<void> | void };
}

/** An element that plotly has drawn into: it tells of the pointer, and knows where a moment stands. */
export interface PlotlyElement extends HTMLElement {
  on(event: string, listener: (detail: never) => void): void;
  removeListener(event: string, listener: (detail: never) => void): void;
  readonly _fullLayout?: {
    readonly _size: { readonly l: number };
    readonly xaxis?: { readonly _length: number; d2p(moment: number): number };
  };
}

const loading = new Map<string, Promise<Plotly>>();

/** Loads our own plotly bundle once, when the first chart comes near the viewport; landscapes have one of their own, since they are rare and large. */
export function loadPlotly(landscape = false): Promise<Plotly> {
  const url = landscape ? "/vendor/plotly-surface.js" : "/vendor/plotly.js";
  const known = loading.get(url) ?? load(url);
  loading.set(url, known);
  return known;
}

async function load(url: string): Promise<Plotly> {
  const module = (await import(/* turbopackIgnore: true */ url)) as { default: Plotly };
  return module.default;
}
