import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { appMetrics } from "#server/metrics/app-metrics.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("every figure that the dashboard draws is one that the app tells", async () => {
  const dashboard = z
    .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
    .parse(JSON.parse(read("server/metrics/grafana-dashboard.json")));
  const told = await appMetrics(await openCopy()).text();
  const used = dashboard.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/lookback_\w+/g) ?? []),
  );
  expect(used.length).toBeGreaterThan(7);
  for (const name of used) expect(told).toContain(`# TYPE ${name.replace(/_(count|bucket)$/, "")} `);
});

test("the compose file starts a database, a cache, the app and workers, and holds no password", () => {
  const text = read("compose.yaml");
  const { services } = z
    .object({ services: z.record(z.string(), z.object({ command: z.array(z.string()).default([]) })) })
    .parse(parse(text, { merge: true }));
  expect(Object.keys(services)).toEqual(["database", "cache", "app", "worker"]);
  const [runtime, script = ""] = services["worker"]?.command ?? [];
  expect([runtime, existsSync(join(ROOT, script))]).toEqual(["node", true]);
  expect(text).not.toMatch(/PASSWORD: [^$]/);
});
