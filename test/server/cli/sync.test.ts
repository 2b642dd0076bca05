import { afterAll, afterEach, expect, test, vi } from "vitest";
import { syncFromProvider } from "#server/cli/sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const db = await openCopy();
// The sample universe is another test's; a command finds it loaded.
await db.prisma.universe.create({ data: { name: "Synthetic 100", kind: "static", synthetic: true } });
const fake = await startFakeProvider({ market: fakeMarket() });
const flags = { provider: "tiingo", from: "2023-01-01", to: "2024-01-01" };
const told: string[] = [];
for (const way of ["log", "error"] as const)
  vi.spyOn(console, way).mockImplementation((words: unknown) => void told.push(String(words)));
for (const [name, value] of Object.entries(fake.environment)) vi.stubEnv(name, value);
vi.stubEnv("DATABASE_URL", db.url);
afterEach(() => {
  told.length = fake.faults.length = fake.calls.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await fake.close();
});
const stored = (symbol: string) => db.prisma.dataVersion.count({ where: { symbol } });

test("a refused key ends the command with code 1, the provider's words and the remedy, and stores nothing", async () => {
  fake.faults.push(...Array.from({ length: 4 }, () => ({ status: 401, body: { detail: "Invalid token." } })));
  expect(await syncFromProvider(["ONE", "TWO"], flags)).toBe(1);
  expect(told.join("\n")).toMatch(
    /^failed: 0 symbols[^]*Invalid token\.; check the key in the server's environment/,
  );
  expect(told.join("\n")).not.toContain("secret-key-of-test");
  expect(await stored("ONE")).toBe(0);
});

test("a symbol that nobody knows ends it with code 1 and the symbol's name", async () => {
  fake.faults.push("empty", "empty");
  expect(await syncFromProvider(["TYPO"], flags)).toBe(1);
  expect(told.join("\n")).toMatch(/^failed: 0 symbols, 0 new bars[^]*TYPO: tiingo has no 1d bars of TYPO/);
});

test("Ctrl-C ends it with code 1 and what came is kept; the same command goes on", async () => {
  vi.stubEnv("TIINGO_PER_MINUTE", "8"); // four calls at once, then one in 15 seconds
  const symbols = ["CA", "CB", "CC", "CD"];
  const ending = syncFromProvider(symbols, flags);
  await vi.waitFor(() => expect(fake.calls.length).toBeGreaterThan(3), { timeout: 60_000 });
  process.emit("SIGINT");
  expect(await ending).toBe(1);
  expect(told.join("\n")).toMatch(/^lookback: stopping; [^]*cancelled: [^]*the same command goes on/);
  vi.stubEnv("TIINGO_PER_MINUTE", "60000");
  expect(await syncFromProvider(symbols, flags)).toBe(0);
  expect(told.at(-1)).toMatch(/^completed: 4 symbols/);
  for (const symbol of symbols) expect(await stored(symbol)).toBe(1);
});
