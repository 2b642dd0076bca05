import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ENV_NAMES, readEnv } from "#server/env.ts";
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

/** The part of Compose's file format that ours uses; another field is a mistake of spelling. */
const composeService = z.strictObject({
  image: z.string().regex(/^[\w./-]+:\d[\w.-]*$/, "name a version"),
  command: z.array(z.string()).default([]),
  working_dir: z.string().optional(),
  network_mode: z.literal("host").optional(),
  volumes: z.array(z.string().regex(/^(\.|[a-z]+):\/[\w./-]+$/)),
  ports: z
    .array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, "publish on the loopback interface only"))
    .default([]),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).default({}),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
    })
    .optional(),
  restart: z.literal("unless-stopped"),
});
const composeFile = z.strictObject({
  name: z.string(),
  "x-app": z.unknown(),
  services: z.record(
    z.string(),
    composeService.extend({ volumes: composeService.shape.volumes.default([]) }),
  ),
  volumes: z.record(z.string(), z.null()),
});

test("the compose file starts a database, a cache, the app and workers, and holds no password", () => {
  const text = read("compose.yaml");
  const { services, volumes } = composeFile.parse(parse(text, { merge: true }));
  expect(Object.keys(services)).toEqual(["database", "cache", "app", "worker"]);
  const [runtime, script = ""] = services["worker"]?.command ?? [];
  expect([runtime, existsSync(join(ROOT, script))]).toEqual(["node", true]);
  expect(text).not.toMatch(/PASSWORD: [^$]/);
  for (const service of Object.values(services)) {
    // Who waits for another's health waits for something that is there and tells it.
    for (const name of Object.keys(service.depends_on)) expect(services[name]?.healthcheck).toBeDefined();
    const named = service.volumes.map((place) => place.split(":")[0] ?? "").filter((name) => name !== ".");
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(named));
  }
});

test("the compose file gives the app settings that it reads, in forms that it takes", () => {
  const { services } = composeFile.parse(parse(read("compose.yaml"), { merge: true }));
  for (const name of ["app", "worker"]) {
    const { environment = {} } = services[name] ?? {};
    expect(ENV_NAMES).toEqual(expect.arrayContaining(Object.keys(environment)));
    const filled = Object.entries(environment).map(([key, value]) => [
      key,
      value.replace(/\$\{(\w+)[^}]*\}/g, "$1"),
    ]);
    expect(() => readEnv(Object.fromEntries(filled) as Record<string, string>)).not.toThrow();
  }
});
