/** The few functions of plotly.js that this app calls. */
export interface Plotly {
  react(
    element: HTMLElement,
    data: readonly Record<string, unknown>[],
    layout: Record<string, unknown>,
    config: Record<string, unknown>,
  ): Promise<unknown>;
  purge(element: HTMLElement): void;
  Plots: { resize(element: HTMLElement): Promise<void> | void };
}

let loading: Promise<Plotly> | undefined;

/** Loads our own plotly bundle once, when the first chart comes near the viewport. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Plotly> {
  const url = "/vendor/plotly.js";
  const module = (await import(/* turbopackIgnore: true */ url)) as { default: Plotly };
  return module.default;
}
