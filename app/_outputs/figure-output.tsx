"use client";

import { use, useEffect, useMemo, useState } from "react";
import { ChartLink, ChartLinkContext } from "../_charts/chart-link.ts";
import styles from "../_charts/charts.module.css";
import { figureTimes } from "../_charts/figure-link.ts";
import { LinkToggle } from "../_charts/link-toggle.tsx";
import { PlotlyChart } from "../_charts/plotly-chart.tsx";

const DEFAULT_HEIGHT = 360;
const MAX_HEIGHT = 1200;

/** A figure that a cell made; its size is bounded, the rest of its layout is the author's. One over time can be linked with other charts. */
export function FigureOutput({
  data,
  layout,
}: {
  data: readonly Record<string, unknown>[];
  layout: Record<string, unknown>;
}) {
  const asked = typeof layout.height === "number" ? layout.height : DEFAULT_HEIGHT;
  const height = Math.min(Math.max(asked, 80), MAX_HEIGHT);
  const link = useFigureGroup();
  const isOverTime = useMemo(() => figureTimes(data, layout) !== null, [data, layout]);
  return (
    <div>
      {isOverTime ? (
        <div className={styles.figureTools}>
          <LinkToggle link={link} />
        </div>
      ) : null}
      <PlotlyChart data={data} layout={layout} height={height} label="Figure" link={link} />
    </div>
  );
}

/** The group that the figure stands in, or one of its own, which lets go of the page's with the figure. */
function useFigureGroup(): ChartLink {
  const around = use(ChartLinkContext);
  const [own] = useState(() => new ChartLink());
  useEffect(() => () => own.tie(null), [own]);
  return around ?? own;
}
