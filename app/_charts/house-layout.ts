import type { ChartColours } from "./chart-colours.ts";

type Layout = Record<string, unknown>;

function isObject(value: unknown): value is Layout {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A title as plotly takes it, in the house's size and at the left; undefined where there is none. */
function houseTitle(own: unknown): Layout | undefined {
  const text = isObject(own) ? own.text : own;
  if (typeof text !== "string" || text === "") return undefined;
  return {
    text,
    x: 0,
    xanchor: "left",
    xref: "container",
    y: 1,
    yanchor: "top",
    pad: { t: 6 },
    font: { size: 13 },
  };
}

/** An axis of the house with the author's settings on top. */
function houseAxis(own: unknown, colours: ChartColours): Layout {
  const given = isObject(own) ? own : {};
  const words = isObject(given.title) ? given.title.text : given.title;
  return {
    gridcolor: colours.grid,
    linecolor: colours.line,
    zerolinecolor: colours.line,
    tickfont: { size: 11, color: colours.muted },
    automargin: true,
    ...given,
    ...(typeof words === "string"
      ? { title: { text: words, font: { size: 11, color: colours.muted } } }
      : {}),
  };
}

/** The axes of a landscape in the page's colours. */
function houseScene(own: Layout, colours: ChartColours): Layout {
  const axes = ["xaxis", "yaxis", "zaxis"].map((name): [string, Layout] => {
    return [
      name,
      { ...houseAxis(own[name], colours), backgroundcolor: colours.ground, automargin: undefined },
    ];
  });
  return { ...own, ...Object.fromEntries(axes) };
}

/** The house style under a figure's own layout: the author's words and axes win, the page's look fills the rest. */
export function houseLayout(own: Layout, colours: ChartColours, height: number): Layout {
  const axes = ["xaxis", "yaxis", ...Object.keys(own).filter((key) => /^[xy]axis\d*$/.test(key))];
  const merged = Object.fromEntries(axes.map((key) => [key, houseAxis(own[key], colours)]));
  const title = houseTitle(own.title);
  return {
    margin: { l: 48, r: 12, t: title ? 52 : 24, b: 32 },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 11 } },
    hovermode: "x unified",
    hoverlabel: {
      bgcolor: colours.ground,
      bordercolor: colours.line,
      font: { size: 11, color: colours.text },
    },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: colours.muted, activecolor: colours.text },
    colorway: [
      ...[colours.accent, colours.warn, colours.gain, colours.loss],
      ...[colours.violet, colours.teal, colours.muted, colours.text],
    ],
    colorscale: { sequential: "Viridis", sequentialminus: "Viridis", diverging: "Viridis" },
    uirevision: "keep",
    ...own,
    ...(isObject(own.scene) ? { scene: houseScene(own.scene, colours) } : {}),
    ...merged,
    title,
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

/** Traces with what plotly cannot know of the page: numbers on half-transparent cells in the page's own text colour. */
export function houseData(data: readonly Layout[], colours: ChartColours): Layout[] {
  return data.map((trace) => {
    if (trace.type !== "heatmap") return trace;
    const bar = isObject(trace.colorbar) ? trace.colorbar : {};
    return {
      textfont: { color: colours.text, size: 11 },
      ...trace,
      colorbar: { outlinewidth: 0, tickfont: { size: 11, color: colours.muted }, ...bar },
    };
  });
}
