import type { ChartColours } from "./chart-colours.ts";

type Layout = Record<string, unknown>;

function isObject(value: unknown): value is Layout {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The house style under a figure's own layout: the author's words and axes win, the page's look fills the rest. */
export function houseLayout(own: Layout, colours: ChartColours, height: number): Layout {
  const axis = {
    gridcolor: colours.grid,
    linecolor: colours.line,
    zerolinecolor: colours.line,
    tickfont: { size: 11, color: colours.muted },
    automargin: true,
  };
  const axes = Object.keys(own).filter((key) => /^[xy]axis\d*$/.test(key));
  const merged = Object.fromEntries(
    ["xaxis", "yaxis", ...axes].map((key) => [key, { ...axis, ...(isObject(own[key]) ? own[key] : {}) }]),
  );
  return {
    margin: { l: 48, r: 12, t: own.title ? 40 : 12, b: 32 },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 11 } },
    hovermode: "x unified",
    hoverlabel: {
      bgcolor: colours.ground,
      bordercolor: colours.line,
      font: { size: 11, color: colours.text },
    },
    colorway: [colours.accent, colours.warn, colours.gain, colours.loss, colours.muted],
    uirevision: "keep",
    ...own,
    ...merged,
    height,
    autosize: true,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "Inter Variable, system-ui, sans-serif", size: 12, color: colours.text },
    // Nothing in a figure may fetch: no images, no map tiles.
    images: [],
    mapbox: undefined,
    map: undefined,
    geo: undefined,
  };
}
