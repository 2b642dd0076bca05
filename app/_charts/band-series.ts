import type {
  CustomSeriesOptions,
  ICustomSeriesPaneRenderer,
  ICustomSeriesPaneView,
  PaneRendererCustomData,
  Time,
  WhitespaceData,
} from "lightweight-charts";
import type { BandPoint } from "./chart-points.ts";

type Draw = Parameters<ICustomSeriesPaneRenderer["draw"]>;
type Held = PaneRendererCustomData<Time, BandPoint>;

/** How a band looks: its own colours over what every series of the library has. */
export interface BandOptions extends CustomSeriesOptions {
  readonly fill: string;
}

/** A filled band between two edges, which the library does not have by itself. A class, since it holds what was given to it last. */
export class BandSeries implements ICustomSeriesPaneView<Time, BandPoint, BandOptions> {
  readonly #look: BandOptions;
  #held: Held | null = null;
  #fill = "";

  constructor(look: BandOptions) {
    this.#look = look;
  }

  priceValueBuilder({ low, high }: BandPoint): number[] {
    return [low, high];
  }

  isWhitespace(point: BandPoint | WhitespaceData<Time>): point is WhitespaceData<Time> {
    return !("low" in point);
  }

  defaultOptions(): BandOptions {
    return this.#look;
  }

  update(held: Held, { fill }: BandOptions): void {
    this.#held = held;
    this.#fill = fill;
  }

  renderer(): ICustomSeriesPaneRenderer {
    return { draw: (target, toY) => this.#draw(target, toY) };
  }

  #draw(target: Draw[0], toY: Draw[1]): void {
    const held = this.#held;
    if (!held?.visibleRange) return;
    const { from, to } = held.visibleRange;
    // One more at each side, so that the band goes on to the edges.
    const points = held.bars.slice(Math.max(0, from - 1), to + 1);
    target.useMediaCoordinateSpace(({ context }) => {
      context.beginPath();
      const edge = (of: "low" | "high") => (point: (typeof points)[number], index: number) => {
        const y = toY(point.originalData[of]) ?? 0;
        if (index === 0 && of === "high") context.moveTo(point.x, y);
        else context.lineTo(point.x, y);
      };
      points.forEach(edge("high"));
      points.toReversed().forEach(edge("low"));
      context.closePath();
      context.fillStyle = this.#fill;
      context.fill();
    });
  }
}
