/** Buying adds, selling takes away. */
export type Side = 1 | -1;

/** What happened at the decision: who asked, what each risk rule made of it. */
export interface Decision {
  readonly rule: string;
  readonly action: "pass" | "modify" | "block";
  readonly before: number;
  readonly after: number;
  readonly reason: string;
}

/** Protective levels that come alive with their entry's fill: distances from the fill price, in percent. */
export interface Bracket {
  readonly stopPct: number | undefined;
  readonly targetPct: number | undefined;
}

/** An instruction to trade; `quantity` is unsigned, in units. Market orders wait for the next open. */
export interface Order {
  readonly id: number;
  readonly symbol: string;
  readonly side: Side;
  readonly type: "market" | "stop" | "limit";
  readonly quantity: number;
  readonly submittedBar: number;
  readonly submittedTime: number;
  readonly reason: string;
  readonly bracket: Bracket | undefined;
  readonly decisions: readonly Decision[];
}

/** What sizing and risk have agreed on: the holding wanted, signed, in whole lots, and why. */
export interface Target {
  readonly quantity: number;
  readonly reason: string;
  readonly bracket: Bracket | undefined;
  readonly decisions: readonly Decision[];
}
