import { EDGE_BARS, MAX_REASONS } from "#engine/data/file-preview.ts";
import type { FilePreview } from "#engine/data/file-preview.ts";
import { inspectBars } from "#engine/data/quality/report.ts";
import type { Bars } from "#engine/market/bars.ts";
import { fileBars } from "./file-bars.ts";
import type { BarsFile } from "./file-bars.ts";
import { importOptions } from "./import-options.ts";
import type { ImportOptions } from "./import-options.ts";

/**
 * Says what an import of a file would store, and stores nothing.
 *
 * @throws what {@link fileBars} throws.
 */
export async function previewFile(file: BarsFile, options: ImportOptions): Promise<FilePreview> {
  const { bars, held, remarks } = await fileBars(file, importOptions.parse(options));
  const { score, issues, warnings } = inspectBars(bars);
  const count = bars.openTime.length;
  return {
    ...{ timeframe: bars.timeframe, calendar: bars.calendar ?? "us-equity", bars: count },
    first: edge(bars, 0, Math.min(count, EDGE_BARS)),
    last: edge(bars, Math.max(EDGE_BARS, count - EDGE_BARS), count),
    held: held.length,
    reasons: held.slice(0, MAX_REASONS).map(({ at, reason }) => ({ row: at, reason })),
    remarks: [...remarks],
    ...{ score, findings: [...issues, ...warnings].map(({ message }) => message) },
  };
}

function edge(bars: Bars, from: number, to: number): FilePreview["first"] {
  const at = (column: Float64Array, bar: number): number => column[bar] ?? NaN;
  return Array.from({ length: Math.max(0, to - from) }, (_, step) => {
    const bar = from + step;
    const volume = at(bars.volume, bar);
    return {
      openTime: at(bars.openTime, bar),
      ...{ open: at(bars.open, bar), high: at(bars.high, bar), low: at(bars.low, bar) },
      ...{ close: at(bars.close, bar), volume: Number.isNaN(volume) ? null : volume },
    };
  });
}
