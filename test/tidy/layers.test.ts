import { describe, expect, test } from "vitest";
import { type Import, importsOf, sourceFiles } from "./source-files.ts";

/** The engine's floors, lowest first; files of one floor may meet, none may look to a higher one. */
const FLOORS: readonly (readonly string[])[] = [
  ["errors", "random", "hash", "version", "version-order", "catalogue"],
  ["series"],
  ["market"],
  ["data"],
  ["indicators"],
  ["signals"],
  ["regimes"],
  ["sizing"],
  ["risk"],
  ["execution"],
  ["attribution"],
  [
    "param-constraints",
    "strategy",
    "result",
    "backtest",
    "blotter",
    "manifest",
    "rerun",
    "universe-strategy",
  ],
  ["assemble", "builder", "spec"],
  ["strategies", "registry"],
  ["audit"],
  ["testing"],
  ["experiments"],
  ["notebook"],
  ["index"],
];

/** Generators of markets make bars and need nothing to the right of data. */
const BESIDE: Readonly<Record<string, string>> = { synthetic: "data" };

/** Entry points: the one place where a top-level folder may reach past its neighbours, and why. */
const EXCEPTIONS: readonly { readonly from: RegExp; readonly to: RegExp; readonly why: string }[] = [
  {
    from: /^server\/(cli|setup)\//,
    to: /^workers\//,
    why: "the command line runs the same cells and the same DuckDB as the browser; start builds the sandbox",
  },
];

const MAY_IMPORT: Readonly<Record<string, RegExp>> = {
  engine: /^engine\//,
  workers: /^(workers|engine)\//,
  server: /^(server|engine|prisma)\//,
  prisma: /^prisma\//,
  app: /^(app|engine|server)\/|^workers\/(wire\.ts|sandbox-policy\.mjs|[a-z-]+\/client\.ts)$/,
};

function floorOf(path: string): number {
  const name = path.split("/")[1]?.replace(/\.ts$/, "") ?? "";
  const floor = FLOORS.findIndex((names) => names.includes(BESIDE[name] ?? name));
  if (floor < 0) throw new Error(`${path} stands on no floor of the engine; add its folder to FLOORS`);
  return floor;
}

function inside(folder: string): Import[] {
  return sourceFiles(folder)
    .flatMap(importsOf)
    .filter((found) => !found.isPackage);
}

describe("layers", () => {
  test.each(Object.keys(MAY_IMPORT))("%s imports only what stands left of it", (folder) => {
    const wrong = inside(folder).filter(
      ({ from, to }) =>
        !MAY_IMPORT[folder]?.test(to) &&
        !EXCEPTIONS.some((exception) => exception.from.test(from) && exception.to.test(to)),
    );
    expect(wrong).toEqual([]);
  });

  test("engine folders import leftwards or from themselves", () => {
    const wrong = inside("engine").filter(({ from, to }) => floorOf(to) > floorOf(from));
    expect(wrong).toEqual([]);
  });

  test("client components take types only from the server", () => {
    const clients = sourceFiles("app").filter((file) => file.text.startsWith('"use client"'));
    const wrong = clients
      .flatMap(importsOf)
      .filter(({ to, typeOnly, isPackage }) => !isPackage && to.startsWith("server/") && !typeOnly);
    expect(wrong).toEqual([]);
  });

  test("what pages and the server both run of a shared notebook knows neither of them", () => {
    const replica = inside("server/collaboration/replica");
    const wrong = replica.filter(({ to }) => !/^(engine|server\/collaboration\/replica)\//.test(to));
    expect([replica.length > 0, wrong]).toEqual([true, []]);
  });

  test("nobody imports a test, and only the app imports the app", () => {
    const wrong = inside(".").filter(
      ({ from, to }) =>
        (to.startsWith("test/") && !from.startsWith("test/")) ||
        (to.startsWith("app/") && !/^(app|test)\//.test(from)),
    );
    expect(wrong).toEqual([]);
  });
});
