import { TIMEFRAMES } from "#engine/market/bars.ts";

/** How a file is read where it does not say so itself. */
export function ReadingFields({
  timeframe,
  dates,
  disabled = false,
  change,
}: {
  readonly timeframe: string;
  readonly dates: string;
  readonly disabled?: boolean;
  readonly change: (part: { timeframe?: string; dates?: string }) => void;
}) {
  return (
    <>
      <label>
        Length of a bar
        <select
          disabled={disabled}
          value={timeframe}
          onChange={(event) => change({ timeframe: event.target.value })}
        >
          <option value="">as the times show</option>
          {TIMEFRAMES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label>
        Dates
        <select disabled={disabled} value={dates} onChange={(event) => change({ dates: event.target.value })}>
          <option value="">as the file shows</option>
          <option value="mdy">month/day/year (mdy)</option>
          <option value="dmy">day/month/year (dmy)</option>
        </select>
      </label>
    </>
  );
}
