import { Command, CommanderError, InvalidArgumentError } from "commander";
import { installPortableMath } from "#engine/series/portable-math.ts";
import { tellError } from "#server/error-codes.ts";
import { readEnv } from "#server/env.ts";
import { ServerError } from "#server/errors.ts";
import { generateClient } from "#server/setup/generate-client.ts";
import { ROOT } from "#server/setup/root.ts";
import type { StrategyFlags } from "./backtest.ts";
import type { ImportFlags } from "./import-file.ts";
import type { OptimizeFlags } from "./study-options.ts";
import type { IndicatorFlags } from "./indicators.ts";
import type { RetentionFlags } from "./retention.ts";
import type { StudiesFlags } from "./studies.ts";
import type { SyncFlags } from "./sync.ts";
import { versionText } from "./version-text.ts";

// Whatever a command runs comes to the bits of the browser and the server.
installPortableMath();

/** Exit codes: 1 when a notebook fails, 2 when the input is bad. */
const BAD_INPUT = 2;
const DATES = "dates like 01/02/2024: mdy (month first) or dmy (day first) (default: as the file shows)";

interface RunFlags {
  readonly json?: boolean;
  readonly bars: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
  readonly audit: boolean;
  readonly dates?: string;
}

const program = new Command("lookback")
  .description("Research trading strategies from the command line, with the engine of the app.")
  .version(versionText(), "-V, --version", "print the version")
  .exitOverride()
  // Where there is a default worth knowing the description tells it.
  .configureHelp({ showGlobalOptions: true, optionDescription: ({ description }) => description });

program
  .command("import")
  .description("load bars from a file into the database")
  .argument(
    "<file>",
    "CSV, Parquet or Arrow with columns time (or date), open, high, low, close, volume; Stooq's .txt",
  )
  .requiredOption("--symbol <symbol>", "symbol to store the bars under")
  .option(
    "--timeframe <timeframe>",
    "length of a bar: 1m 5m 15m 30m 1h 4h 1d 1w 1M (default: as the times show)",
  )
  .option("--dates <order>", DATES)
  .option("--name <name>", "the instrument's name")
  .option("--sector <sector>", "the instrument's sector")
  .option("--source <source>", "where the prices come from")
  .option("--preview", "say what would be stored, and store nothing")
  .action(async (file: string, options: ImportFlags) => {
    await (await import("./import-file.ts")).importFromFile(file, options);
  });

program
  .command("sync")
  .description("fetch bars, splits and dividends from a provider into the database")
  .argument("[symbols...]", "symbols to fetch; or give --universe")
  .requiredOption("--provider <name>", "fmp, tiingo, massive, alpaca, eodhd, alpha-vantage, binance or files")
  .option("--timeframe <timeframe>", "length of a bar: 1m 5m 15m 30m 1h 4h 1d (default: 1d)")
  .option("--universe <name>", "the members of a universe")
  .option("--from <date>", "first day (default: four years ago)")
  .option("--to <date>", "the day after the last (default: now)")
  .option("--repair", "fetch the whole stretch again, whatever is there")
  .action(async (symbols: string[], flags: SyncFlags) => {
    process.exitCode = await (await import("./sync.ts")).syncFromProvider(symbols, flags);
  });

program
  .command("retention")
  .description("show or set how long bars are kept, and what has been taken away")
  .argument("[timeframe]", "length of the bars that a rule is for: 1m 5m 15m 30m 1h 4h 1d 1w 1M")
  .option("--keep <days>", "keep bars of this length for so many days, at least 7")
  .option("--forever", "take the rule away")
  .option("--sweep", "carry the rules out now")
  .action(async (timeframe: string | undefined, flags: RetentionFlags) => {
    await (await import("./retention.ts")).retention(timeframe, flags);
  });

program
  .command("backup")
  .description("write everything in the database into one file")
  .argument("<file>", "where to; ends in .gz")
  .action(async (file: string) => {
    await (await import("./backup.ts")).backupTo(file);
  });

program
  .command("restore")
  .description("put a backup in place of everything in the database")
  .argument("<file>", "a file that lookback backup wrote")
  .option("--replace", "say that what is there may go")
  .action(async (file: string, { replace = false }: { replace?: boolean }) => {
    await (await import("./backup.ts")).restoreFrom(file, replace);
  });

program
  .command("export")
  .description("write notebooks, runs and a list of the data into a folder, as files")
  .argument("<folder>", "where to")
  .action(async (folder: string) => {
    await (await import("./exchange.ts")).exportTo(folder);
  });

program
  .command("import-workspace")
  .description(
    "make the notebooks and runs of a folder that lookback export wrote, or of the Workspace page's ZIP file",
  )
  .argument("<from>", "a folder, or a .zip file")
  .option(
    "--as <e-mail>",
    "account that they will belong to, where there are accounts (default: the first owner)",
  )
  .action(async (folder: string, { as: email }: { as?: string }) => {
    await (await import("./exchange.ts")).importFrom(folder, email);
  });

program
  .command("datasets")
  .description("list the loaded series")
  .option("--json", "print JSON")
  .action(async (options: { json?: boolean }) => {
    await (await import("./list.ts")).list(options.json ?? false);
  });

program
  .command("run")
  .description("run a notebook without a browser")
  .argument("<file>", "notebook (.nb.ts)")
  .option("--json", "print every cell's output and result hashes as JSON")
  .option(
    "--bars <symbol=csv>",
    "read a symbol from a CSV file, without a database; may be repeated",
    addPair,
    {},
  )
  .option("--dates <order>", DATES)
  .option("--set <name=value>", "set a slider; may be repeated", addPair, {})
  .option("--no-audit", "do not look whether its backtests see the future")
  .action(async (file: string, { json = false, bars, set, audit, dates }: RunFlags) => {
    const { runNotebookFile } = await import("./run.ts");
    const run = async () => runNotebookFile(file, { json, bars, dates, audit, inputs: readNumbers(set) });
    const { withDatabase } = await import("./with-database.ts");
    const elsewhere = Object.keys(bars).length > 0 || readEnv().LOOKBACK_SERVER !== undefined;
    // The run opens the database itself and finds it prepared.
    process.exitCode = await (elsewhere ? run() : withDatabase(run));
  });

strategyCommand("backtest", "run a strategy over CSV files")
  .option("--out <folder>", "write the result into a folder, as the spec's output section says")
  .option("--json", "print the manifest, statistics, trades and equity as JSON")
  .action(async (path: string, flags: StrategyFlags) => {
    await (await import("./backtest.ts")).backtestFile(path, flags);
  });

strategyCommand("audit", "look whether a strategy sees the future; exit code 1 if it does")
  .option("--json", "print the verdict as JSON")
  .action(async (path: string, flags: StrategyFlags) => {
    process.exitCode = await (await import("./audit.ts")).auditFile(path, flags);
  });

strategyCommand(
  "optimize",
  "search a strategy's parameters over CSV files, and say how far the best may be believed",
)
  .option("--method <kind>", "grid, random, sobol, tpe, gaussian-process, cma-es or genetic")
  .option(
    "--objective <statistic[:goal]>",
    "what to make largest, or smallest as in turnover:minimise, or a module that exports objective(run); repeat it for several",
    addText,
    [],
  )
  .option("--trials <count>", "sets to try; in a walk forward, in each window")
  .option("--least-trades <count>", "sets with fewer round trips are not chosen (default: 10)")
  .option("--folds <count>", "parts of the bars that a set is scored on")
  .option("--walk-forward <train:test>", "choose anew in each window; lengths in bars")
  .option(
    "--cross-validation <groups[:tested[:purge[:embargo]]]>",
    "choose anew in each split; lengths in bars",
  )
  .option("--hold-out <share>", "last share of the bars that no trial sees")
  .option("--space <json>", "values or a range by parameter; the strategy's own where absent")
  .option("--constraint <relation>", "such as 'fast < slow'; may be repeated", addText, [])
  .option(
    "--permutations <count>",
    "run the whole search again on so many permuted markets, and say how often it found as much",
  )
  .option("--batch <count>", "trials chosen together")
  .option("--seed <number>", "the same seed gives the same study")
  .option("--json", "print trials, best, windows and panel as JSON")
  .action(async (path: string, flags: OptimizeFlags) => {
    await (await import("./optimize.ts")).optimizeFile(path, flags);
  });

program
  .command("studies")
  .description("list the studies of the server, show one, delete it or take it back")
  .argument("[study]", "its id, or so many of its first characters that it is the only one")
  .option("--bin", "list what lies in the bin")
  .option("--delete", "put it into the bin; one that runs is cancelled first")
  .option("--restore", "take it out of the bin")
  .option("--remove", "delete what lies in the bin for good; its trials stay counted")
  .option("--json", "print JSON")
  .action(async (study: string | undefined, flags: StudiesFlags) => {
    await (await import("./studies.ts")).studies(study, flags);
  });

program
  .command("catalogue")
  .description("list every building block of the engine")
  .option("--json", "print kinds, titles, descriptions, parameters as JSON schema, and outputs")
  .action(async (options: { json?: boolean }) => {
    (await import("./catalogue.ts")).printCatalogue(options.json ?? false);
  });

program
  .command("indicators")
  .description("compute one indicator over a CSV file")
  .requiredOption("--bars <csv>", "prices: a path, or SYMBOL=path; more are there as benchmarks", addText, [])
  .requiredOption("--indicator <kind>", "which indicator; lookback catalogue lists them")
  .option("--params <json>", "its parameters as a JSON object")
  .option("--source <column>", "which column it reads: open, high, low, close, volume")
  .option("--dates <order>", DATES)
  .option("--timeframe <timeframe>", "compute it on bars of this length, as of each close")
  .option("--json", "print times and outputs as JSON")
  .action(async (flags: IndicatorFlags) => {
    (await import("./indicators.ts")).printIndicator(flags);
  });

try {
  await generateClient(ROOT);
  await program.parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}

function tellFailure(error: unknown): number {
  // Commander has told its own trouble, and help is none.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
  const told = tellError(error);
  if (told.code === "unexpected") console.error(error);
  else console.error(`lookback: ${told.message}`);
  return told.code === "unexpected" ? 1 : BAD_INPUT;
}

/** A command that reads a strategy and the prices to run it over. */
function strategyCommand(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("<strategy>", "spec (.yaml, .json), module (.ts, .js), or a built-in strategy's kind")
    .option("--bars <csv>", "prices: a path, or SYMBOL=path; may be repeated", addText, [])
    .option(
      "--set <name=value>",
      "set a parameter, or a spec's value by its path; may be repeated",
      addPair,
      {},
    )
    .option("--dates <order>", DATES)
    .option("--timeframe <timeframe>", "put the bars together to this length first")
    .option("--capital <amount>", "account currency at the start")
    .option("--strategy <export>", "which export of a module to take");
}

function addPair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("give name=value");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function addText(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

function readNumbers(texts: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const value = text.trim() === "" ? NaN : Number(text);
      if (!Number.isFinite(value))
        throw new ServerError("bad-request", `invalid ${name}: ${text}; use a number`);
      return [name, value];
    }),
  );
}
