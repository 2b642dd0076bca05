import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { findPostmaster } from "#server/database/embedded/postmaster.ts";
import { ROOT } from "#server/setup/root.ts";

/** Every process below one, and itself; what is left behind belongs to nobody and is found by the database's own file. */
function familyOf(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family)
    family.push(...pairs.flatMap(([child = 0, of]) => (of === parent ? [child] : [])));
  return family;
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has gone with its parent
    }
  }
}

/** `npm start`, as a person starts it, to be killed with all its processes. */
export class NpmStart {
  readonly #child;
  readonly #home: string;
  readonly #port: number;
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;

  constructor(home: string, port: number, environment: Readonly<Record<string, string>> = {}) {
    this.#home = home;
    this.#port = port;
    this.#child = spawn("npm", ["start"], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...environment,
        ...{ PORT: String(port), LOOKBACK_HOME: home, NODE_ENV: "production" },
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    this.ready = new Promise((settle, fail) => {
      const hear = (chunk: Buffer) => {
        words += chunk.toString();
        if (words.includes("Lookback is ready")) settle();
      };
      this.#child.stdout.on("data", hear);
      this.#child.stderr.on("data", hear);
      this.#child.once("exit", () => fail(new Error(`npm start ended:\n${words.slice(-2_000)}`)));
    });
    this.ended = new Promise((settle) => this.#child.once("close", () => settle()));
    this.ready.catch(() => undefined);
  }

  /** A call of its API, over HTTP. */
  async call(path: string, input: unknown, method = "GET"): Promise<unknown> {
    const text = JSON.stringify(input);
    const at = `http://localhost:${this.#port}/api/trpc/${path}`;
    const answer = await (method === "GET"
      ? fetch(`${at}?input=${encodeURIComponent(text)}`)
      : fetch(at, { method, body: text, headers: { "content-type": "application/json" } }));
    const body = (await answer.json()) as { result?: { data: unknown } };
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body.result?.data;
  }

  /** SIGKILL to all of it; `database` says whether the database dies, too, or is found running by the next start. */
  async kill(database: boolean): Promise<void> {
    const server = findPostmaster(join(this.#home, "pg18"))?.pid ?? 0;
    const own = familyOf(this.#child.pid ?? 0);
    const servers = familyOf(server);
    killAll(database ? [...own, ...servers] : own.filter((pid) => !servers.includes(pid)));
    await this.ended;
  }

  async stop(): Promise<void> {
    for (const pid of familyOf(this.#child.pid ?? 0).slice(0, 1)) process.kill(pid, "SIGTERM");
    await this.ended;
  }
}
