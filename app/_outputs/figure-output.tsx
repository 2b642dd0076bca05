"use client";

import { PlotlyChart } from "../_charts/plotly-chart.tsx";

const DEFAULT_HEIGHT = 360;
const MAX_HEIGHT = 1200;

/** A figure that a cell made; its size is bounded, the rest of its layout is the author's. */
export function FigureOutput({
  data,
  layout,
}: {
  data: readonly Record<string, unknown>[];
  layout: Record<string, unknown>;
}) {
  const asked = typeof layout.height === "number" ? layout.height : DEFAULT_HEIGHT;
  const height = Math.min(Math.max(asked, 80), MAX_HEIGHT);
  return <PlotlyChart data={data} layout={layout} height={height} label="Figure" />;
}
