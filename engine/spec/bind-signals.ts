import { EngineError } from "../errors.ts";
import type { IndicatorSpec } from "../indicators/indicator.ts";
import { nearest } from "../catalogue.ts";
import { signals as generators } from "../signals/catalogue.ts";
import type { ConditionGroup, GroupMember } from "../signals/condition-group.ts";
import { conditions } from "../signals/conditions/catalogue.ts";
import type { SignalGenerator } from "../signals/generator.ts";
import { ruleSignal } from "../signals/rule-signal.ts";
import { CONDITION_ALIASES, readAlias } from "./aliases.ts";
import { placed } from "./placed.ts";
import type { SpecGroup, StrategySpec } from "./strategy-spec.ts";

type Indicators = Readonly<Record<string, IndicatorSpec>>;

/**
 * Makes the signal generator of a spec's signals section: its conditions, or the generator that it names.
 *
 * @throws EngineError "unknown-block", "bad-param", or "bad-spec" where a condition names an indicator that is not there.
 */
export function bindSignals(
  given: StrategySpec["components"]["signals"],
  indicators: Indicators,
): SignalGenerator {
  const { entry_long, exit_long, entry_short, exit_short, generator } = given;
  const groups = {
    entryLong: ["entry_long", entry_long],
    exitLong: ["exit_long", exit_long],
    entryShort: ["entry_short", entry_short],
    exitShort: ["exit_short", exit_short],
  } as const;
  const present = Object.entries(groups).flatMap(([name, [own, group]]) =>
    group ? [[name, own, group] as const] : [],
  );
  if (generator) {
    if (present.length > 0)
      throw bad("conditions and a generator; keep one of them", "components.signals.generator");
    return placed(`components.signals.generator (${generator.type})`, () =>
      generators.find(generator.type.replaceAll("_", "-")).of(generator.params),
    );
  }
  if (!entry_long && !entry_short)
    throw bad("no entry; give entry_long or entry_short", "components.signals");
  return ruleSignal(
    Object.fromEntries(present.map(([name, own, group]) => [name, bindGroup(own, group, indicators)])),
  );
}

function bindGroup(
  own: string,
  { logic, threshold, conditions: given }: SpecGroup,
  indicators: Indicators,
): ConditionGroup {
  const members = given.flatMap((each, index) =>
    Object.entries(each).map(([name, params]) =>
      placed(`components.signals.${own}.conditions.${index} (${name})`, () =>
        bindMember(name, params ?? {}, indicators),
      ),
    ),
  );
  return { logic, ...(threshold === undefined ? {} : { threshold }), members };
}

function bindMember(
  name: string,
  given: Readonly<Record<string, unknown>>,
  indicators: Indicators,
): GroupMember {
  const { weight, ...rest } = given;
  const { kind, params } = readAlias(CONDITION_ALIASES, name, rest);
  const when = conditions.find(kind).of(params);
  for (const field of ["indicator", "series", "than"]) checkSeries(when.params[field], name, indicators);
  if (weight === undefined) return { name, when };
  if (typeof weight === "number" && weight > 0 && weight <= 1e6) return { name, when, weight };
  throw bad(
    `invalid weight of ${name}: ${JSON.stringify(weight)}; use a number above 0`,
    "components.signals",
  );
}

/** Whether a name leads to an indicator or a price column; outputs stand behind a dot. */
function checkSeries(named: unknown, condition: string, indicators: Indicators): void {
  if (typeof named !== "string") return;
  const known = ["open", "high", "low", "close", "volume", ...Object.keys(indicators)];
  const [head = ""] = named.split(".");
  if (known.includes(head)) return;
  const near = nearest(head, known);
  const remedy = near ? `did you mean ${near}?` : `use one of ${known.join(", ")}`;
  throw bad(`unknown indicator of ${condition}: ${named}; ${remedy}`, "components.signals");
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-spec", message, { stage: "spec", field });
}
