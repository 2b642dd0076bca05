import type { WasmDatabase } from "./wasm-database.ts";

/** One message of a client: its type and all of its bytes. */
export interface ClientMessage {
  readonly type: string;
  readonly bytes: Buffer;
}

const COPY_IN = /^\s*COPY\b[\s\S]*\bFROM STDIN/i;
const LOCK = /pg_(try_)?advisory_(un)?lock\(/;
/** CopyInResponse: text, no columns described; what follows is passed on as it comes. */
const SEND_COPY = Buffer.from([0x47, 0, 0, 0, 7, 0, 0, 0]);

/**
 * What one connection says, put together into the whole exchanges that the WebAssembly backend takes at once: a query, everything up to a Sync,
 * or a COPY with all of its data.
 */
export class WasmSession {
  readonly #database: WasmDatabase;
  readonly #write: (bytes: Buffer) => void;
  #held: ClientMessage[] = [];
  #isCopying = false;

  constructor(database: WasmDatabase, write: (bytes: Buffer) => void) {
    this.#database = database;
    this.#write = write;
  }

  async take(message: ClientMessage): Promise<void> {
    this.#held.push(message);
    if (this.#isCopying) return "cf".includes(message.type) ? this.#finishCopy() : undefined;
    if (message.type === "Q" && COPY_IN.test(textOf(message))) {
      this.#isCopying = true;
      return this.#write(SEND_COPY);
    }
    if ("QSH".includes(message.type)) await this.#flush();
  }

  async #finishCopy(): Promise<void> {
    this.#isCopying = false;
    const answer = await this.#run();
    // The invitation to copy was given already.
    this.#write(answer[0] === SEND_COPY[0] ? answer.subarray(1 + answer.readInt32BE(1)) : answer);
  }

  async #flush(): Promise<void> {
    const sql = this.#held.map(textOf).join(" ");
    if (/\bLISTEN\b/i.test(sql)) this.#database.listen(this, this.#write);
    const [name, tried, undone] = LOCK.exec(sql) ?? [];
    if (name !== undefined && !(await this.#lock(tried !== undefined, undone !== undefined)))
      this.#refuseLock();
    this.#write(await this.#run());
  }

  /** The key of our locks is always the first parameter of the statement. */
  async #lock(isTried: boolean, isUndone: boolean): Promise<boolean> {
    const bind = this.#held.find(({ type }) => type === "B");
    const key = bind ? firstValue(bind.bytes) : this.#held.map(textOf).join();
    if (isUndone) this.#database.unlock(this, key);
    return isUndone || this.#database.lock(this, key, isTried);
  }

  /** The backend's one session would grant what another connection holds: its statement is turned into a plain no. */
  #refuseLock(): void {
    this.#held = this.#held.map((message) => {
      if (message.type !== "P") return message;
      const sql = Buffer.from("\0SELECT $1::text IS NULL AS mine\0\0\0", "latin1");
      const head = Buffer.from([0x50, 0, 0, 0, 0]);
      head.writeInt32BE(sql.length + 4, 1);
      return { type: "P", bytes: Buffer.concat([head, sql]) };
    });
  }

  #run(): Promise<Buffer> {
    const messages = Buffer.concat(this.#held.map(({ bytes }) => bytes));
    this.#held = [];
    return this.#database.run(this, messages);
  }
}

/** The SQL of a Query or Parse, nothing of others. */
function textOf({ type, bytes }: ClientMessage): string {
  if (type === "Q") return bytes.toString("utf8", 5, bytes.length - 1);
  if (type !== "P") return "";
  const from = bytes.indexOf(0, 5) + 1;
  return bytes.toString("utf8", from, bytes.indexOf(0, from));
}

/** The first parameter of a Bind, as text. */
function firstValue(bytes: Buffer): string {
  const statement = bytes.indexOf(0, 5) + 1;
  const formats = bytes.indexOf(0, statement) + 1;
  const at = formats + 2 + 2 * bytes.readInt16BE(formats) + 2;
  return bytes.toString("utf8", at + 4, at + 4 + bytes.readInt32BE(at));
}
