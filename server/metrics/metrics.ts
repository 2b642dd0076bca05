/** A figure's labels: few values each, since every combination is a line. */
export type Labels = Readonly<Record<string, string>>;

/** A number that only grows. */
export interface Counter {
  add(labels: Labels, amount?: number): void;
}

/** Durations, counted into buckets. */
export interface Histogram {
  observe(labels: Labels, seconds: number): void;
}

/** Figures of this process in Prometheus' text format. */
export interface Metrics {
  counter(name: string, help: string): Counter;
  histogram(name: string, help: string): Histogram;
  /** Adds figures that are read when somebody asks: name, help, and values with their labels. */
  gauge(name: string, help: string, read: () => Promise<readonly (readonly [Labels, number])[]>): void;
  text(): Promise<string>;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10] as const;
/** Most lines of one figure, so that labels from outside cannot fill the memory. */
const MAX_SERIES = 1_000;

/**
 * Makes an empty registry.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetrics(): Metrics {
  const families = new Map<string, () => Promise<string>>();
  return {
    counter: (name, help) => {
      const values = new Map<string, number>();
      families.set(name, async () =>
        family(
          name,
          help,
          "counter",
          [...values].map(([labels, value]) => `${name}${labels} ${value}`),
        ),
      );
      return {
        add: (labels, amount = 1) => {
          const key = labelText(labels);
          if (values.has(key) || values.size < MAX_SERIES) values.set(key, (values.get(key) ?? 0) + amount);
        },
      };
    },
    histogram: (name, help) => {
      const series = new Map<string, { labels: Labels; counts: number[]; sum: number; total: number }>();
      families.set(name, async () =>
        family(
          name,
          help,
          "histogram",
          [...series.values()].flatMap((each) => histogramLines(name, each)),
        ),
      );
      return {
        observe: (labels, seconds) => {
          const key = labelText(labels);
          const own = series.get(key) ?? { labels, counts: BUCKETS.map(() => 0), sum: 0, total: 0 };
          if (!series.has(key) && series.size >= MAX_SERIES) return;
          series.set(key, own);
          for (const [at, bound] of BUCKETS.entries())
            if (seconds <= bound) own.counts[at] = (own.counts[at] ?? 0) + 1;
          own.sum += seconds;
          own.total += 1;
        },
      };
    },
    gauge: (name, help, read) => {
      families.set(name, async () =>
        family(
          name,
          help,
          "gauge",
          (await read()).map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
        ),
      );
    },
    text: async () => (await Promise.all([...families.values()].map((lines) => lines()))).join(""),
  };
}

function family(name: string, help: string, type: string, lines: readonly string[]): string {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function histogramLines(
  name: string,
  { labels, counts, sum, total }: { labels: Labels; counts: readonly number[]; sum: number; total: number },
): string[] {
  const bucket = (le: string, count: number) => `${name}_bucket${labelText({ ...labels, le })} ${count}`;
  const text = labelText(labels);
  return [
    ...BUCKETS.map((bound, at) => bucket(String(bound), counts[at] ?? 0)),
    ...[bucket("+Inf", total), `${name}_sum${text} ${sum}`, `${name}_count${text} ${total}`],
  ];
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replace(/[\\"\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`))}"`,
  );
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}
