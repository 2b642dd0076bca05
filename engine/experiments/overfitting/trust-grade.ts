/** What a grade looks at; null where it was not computed. */
export interface TrustEvidence {
  /** Probability that the deflated Sharpe ratio is above luck, 0 to 1. */
  readonly deflatedSharpe: number | null;
  readonly pbo: number | null;
  /** Yearly Sharpe ratios of the chosen set. */
  readonly inSampleSharpe: number | null;
  readonly outOfSampleSharpe: number | null;
  readonly isBroad: boolean | null;
  readonly atEdge: boolean | null;
  readonly trades: number | null;
  /** Earlier looks at the bars that are out of sample. */
  readonly priorOpenings?: number;
  /** Years of data, and the years below which luck alone reaches a Sharpe ratio of 1. */
  readonly years: number;
  readonly minimumYears: number;
}

/** A grade and every reason that took it down. */
export interface TrustGrade {
  readonly grade: "A" | "B" | "C" | "D" | "F";
  readonly reasons: readonly string[];
}

const LEAST_TRADES = 30;

/**
 * Grades how far a chosen set may be believed: a letter down for each doubt, F at once where luck is the likelier explanation, where the best of
 * a choice is mostly poor afterwards, or where nothing was earned out of sample.
 * What was not computed counts as a doubt: nothing is believed unseen.
 */
export function trustGrade(evidence: TrustEvidence): TrustGrade {
  const {
    deflatedSharpe,
    pbo,
    inSampleSharpe,
    outOfSampleSharpe,
    isBroad,
    atEdge,
    trades,
    priorOpenings = 0,
    years,
    minimumYears,
  } = evidence;
  const doubts: string[] = [];
  const doubt = (holds: boolean, reason: string): void => void (holds && doubts.push(reason));
  doubt(
    !(deflatedSharpe !== null && deflatedSharpe > 0.95),
    deflatedSharpe !== null && deflatedSharpe < 0.5
      ? "luck alone is likelier to be as good in so many trials: deflated Sharpe ratio below 50 %"
      : "the best of so many trials may be luck: deflated Sharpe ratio not above 95 %",
  );
  doubt(
    !(pbo !== null && pbo < 0.25),
    pbo !== null && pbo > 0.5
      ? "the best in sample is mostly in the worse half out of sample: PBO above 50 %"
      : "the best in sample is too often poor out of sample: PBO not below 25 %",
  );
  doubt(outOfSampleSharpe === null, "nothing was looked at out of sample");
  doubt(outOfSampleSharpe !== null && outOfSampleSharpe <= 0, "it earned nothing out of sample");
  doubt(
    outOfSampleSharpe !== null &&
      outOfSampleSharpe > 0 &&
      inSampleSharpe !== null &&
      outOfSampleSharpe < 0.5 * inSampleSharpe,
    "less than half of the in-sample Sharpe ratio is left out of sample",
  );
  doubt(
    priorOpenings > 0,
    `the sealed bars were opened ${priorOpenings === 1 ? "once" : `${priorOpenings} times`} before; only the first look was out of sample`,
  );
  doubt(isBroad === null, "nothing was tried close to the best set: its peak may be narrow");
  doubt(isBroad === false, "the best set stands on a narrow peak");
  doubt(atEdge === true, "a best value lies at the end of its range");
  doubt(trades !== null && trades < LEAST_TRADES, `fewer than ${LEAST_TRADES} trades`);
  doubt(
    years < minimumYears,
    `${minimumYears.toFixed(1)} years are needed for so many trials, ${years.toFixed(1)} are there`,
  );
  const isRefuted =
    (deflatedSharpe !== null && deflatedSharpe < 0.5) ||
    (pbo !== null && pbo > 0.5) ||
    (outOfSampleSharpe !== null && outOfSampleSharpe <= 0);
  const grade = isRefuted ? "F" : ((["A", "B", "C", "D"] as const)[doubts.length] ?? "F");
  return { grade, reasons: doubts };
}
