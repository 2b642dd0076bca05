import * as Y from "yjs";
import type { Logger } from "pino";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { keepUpdates, openLive, saveLive } from "./live-store.ts";
import type { TypedUpdate } from "./live-store.ts";
import { FRAME, frameOf, LIVE_LIMITS } from "./replica/live-message.ts";
import type { LivePerson, ServerNote, Whereabouts } from "./replica/live-message.ts";

/** One window of somebody in a room, as the room sees it. */
export interface Guest {
  readonly peer: string;
  readonly name: string;
  /** Account; null while there are none. */
  readonly author: string | null;
  readonly mayEdit: boolean;
  tell(note: ServerNote): void;
  send(frame: Uint8Array): void;
  /** Ends the connection for good. */
  end(why: "no-access" | "misspoke"): void;
}

/** What changed is saved so long after the last key, ms. */
const QUIET_MS = 600;
/** Under steady typing it is saved this often, ms. */
const STEADY_MS = 3_000;
/** After trouble with the database it is tried again, ms. */
const RETRY_MS = 1_000;
const COLOURS = 8;
/** What comes from the database is sent to everybody and not kept again. */
const STORED = Symbol("stored");

interface Waiting extends TypedUpdate {
  readonly guest: Guest;
}

/**
 * A notebook that people have open together: its shared document, who is there, and the way of every update to the
 * others at once, into the database, and some quiet moment later into the notebook's history.
 */
export class Room {
  readonly #db: Database;
  readonly #id: string;
  readonly #log: Logger;
  readonly #doc = new Y.Doc();
  readonly #generation: string;
  readonly #guests = new Map<Guest, LivePerson>();
  readonly #kept = new Map<Guest, number>();
  readonly #authors = new Set<string | null>();
  #author: string | null = null;
  #revision: string;
  #waiting: Waiting[] = [];
  #keeping: Promise<void> = Promise.resolve();
  #saving: Promise<string> | null = null;
  #news = false;
  #dirty = false;
  #dirtySince = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(db: Database, id: string, log: Logger, generation: string, revision: string) {
    this.#db = db;
    this.#id = id;
    this.#log = log;
    this.#generation = generation;
    this.#revision = revision;
  }

  /**
   * Opens a notebook's room with what the database has of it.
   *
   * @throws ServerError "not-found" for an unknown notebook.
   */
  static async open(db: Database, id: string, log: Logger): Promise<Room> {
    const { generation, revision, state, updates } = await openLive(db, id);
    const room = new Room(db, id, log, generation, revision);
    Y.applyUpdate(room.#doc, state);
    for (const { body, author } of updates) {
      Y.applyUpdate(room.#doc, body);
      room.#typed(author);
    }
    room.#doc.on("update", (update: Uint8Array, origin: unknown) => room.#pass(update, origin));
    if (updates.length > 0) room.#saveSoon();
    return room;
  }

  /** How many windows are in it. */
  get size(): number {
    return this.#guests.size;
  }

  /** Lets somebody in; they are told what there is, the others of them. */
  join(guest: Guest): void {
    if (this.#guests.size >= LIVE_LIMITS.people) {
      throw new ServerError("over-limit", `too many windows: ${LIVE_LIMITS.people} have this notebook open`);
    }
    const { peer, name, mayEdit } = guest;
    const person = { peer, name, mayEdit, colour: this.#freeColour(guest), cell: null, editing: false };
    const people = [...this.#guests.values()];
    this.#guests.set(guest, person);
    const own = { generation: this.#generation, peer, mayEdit, revision: this.#revision };
    guest.tell({ kind: "hello", ...own, people });
    guest.send(frameOf(FRAME.vector, Y.encodeStateVector(this.#doc)));
    this.#tellOthers(guest, { kind: "here", person });
  }

  leave(guest: Guest): void {
    if (!this.#guests.delete(guest)) return;
    this.#kept.delete(guest);
    this.#tellOthers(guest, { kind: "left", peer: guest.peer });
  }

  /** Answers somebody's state vector with what they do not have. */
  answer(guest: Guest, vector: Uint8Array): void {
    guest.send(frameOf(FRAME.answer, Y.encodeStateAsUpdate(this.#doc, vector)));
  }

  /** Takes somebody's update: the others have it at once, they themselves hear when it is safe. */
  take(guest: Guest, update: Uint8Array): void {
    if (!guest.mayEdit) return guest.end("no-access");
    this.#news = false;
    Y.applyUpdate(this.#doc, update, guest);
    if (!this.#news) return this.#tellKept([guest]); // what somebody sends again after a break is there already
    this.#waiting.push({ guest, body: update, author: guest.author });
    if (this.#waiting.length === 1) this.#keeping = this.#keeping.then(() => this.#keep());
    this.#typed(guest.author);
    this.#saveSoon();
  }

  /** Tells the others where somebody is. */
  place(guest: Guest, where: Whereabouts): void {
    const person = this.#guests.get(guest);
    if (!person) return;
    const { peer, name, colour, mayEdit } = person;
    const moved = { peer, name, colour, mayEdit, ...where };
    this.#guests.set(guest, moved);
    this.#tellOthers(guest, { kind: "here", person: moved });
  }

  /**
   * Saves now what was typed, and takes in what was saved elsewhere.
   *
   * @returns The revision that is current then.
   */
  async save(): Promise<string> {
    while (this.#saving) await this.#saving.catch(() => undefined);
    this.#saving = this.#saveNow();
    try {
      return await this.#saving;
    } finally {
      this.#saving = null;
    }
  }

  /** Takes in what was saved elsewhere, where something was. */
  async absorb(): Promise<void> {
    const found = await this.#db.prisma.notebook.findUnique({
      where: { id: this.#id },
      select: { revision: true },
    });
    if (found?.revision !== this.#revision && this.#saving === null) await this.save();
  }

  /** Waits for what is under way and saves what is not saved. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#keeping;
    await this.#saving?.catch(() => undefined);
    if (this.#dirty) await this.save();
  }

  /** Nobody is there any more: everything that was under way ends. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#doc.destroy();
  }

  #typed(author: string | null): void {
    this.#author = author;
    this.#authors.add(author);
  }

  #pass(update: Uint8Array, origin: unknown): void {
    this.#news = true;
    const frame = frameOf(FRAME.update, update);
    for (const guest of this.#guests.keys()) if (guest !== origin) guest.send(frame);
  }

  async #keep(): Promise<void> {
    const updates = this.#waiting;
    this.#waiting = [];
    try {
      await keepUpdates(this.#db, this.#id, updates);
    } catch (error) {
      this.#log.warn({ err: error, notebook: this.#id }, "updates not kept yet; tried again");
      this.#waiting = [...updates, ...this.#waiting];
      await new Promise((settle) => setTimeout(settle, RETRY_MS));
      // With the last of them gone the document itself is saved instead, where the database is back by then.
      return this.#guests.size > 0 ? this.#keep() : undefined;
    }
    this.#tellKept(updates.map(({ guest }) => guest));
  }

  /** Tells each guest how many of their updates are safe, by one more for each time that they are named. */
  #tellKept(guests: readonly Guest[]): void {
    for (const guest of guests) this.#kept.set(guest, (this.#kept.get(guest) ?? 0) + 1);
    for (const guest of new Set(guests)) guest.tell({ kind: "kept", count: this.#kept.get(guest) ?? 0 });
  }

  #saveSoon(): void {
    const now = Date.now();
    if (!this.#dirty) this.#dirtySince = now;
    this.#dirty = true;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET_MS, this.#dirtySince + STEADY_MS - now));
    this.#timer = setTimeout(() => void this.save().catch((error: unknown) => this.#retry(error)), wait);
  }

  #retry(error: unknown): void {
    if (error instanceof ServerError && error.code === "not-found") {
      for (const guest of this.#guests.keys()) guest.end("no-access");
      return;
    }
    this.#log.warn({ err: error, notebook: this.#id }, "notebook not saved yet");
    // One that is too large waits for the next key.
    if (error instanceof ServerError && error.code === "over-limit") return;
    this.#timer = setTimeout(() => this.#saveSoon(), RETRY_MS);
  }

  async #saveNow(): Promise<string> {
    clearTimeout(this.#timer);
    const [author, together] = [this.#author, [...this.#authors]];
    this.#dirty = false;
    this.#authors.clear();
    try {
      const { revision, state } = await saveLive(this.#db, this.#id, this.#doc, { author, together });
      this.#revision = revision;
      Y.applyUpdate(this.#doc, state, STORED);
      for (const guest of this.#guests.keys()) guest.tell({ kind: "saved", revision });
      return revision;
    } catch (error) {
      this.#dirty = true;
      for (const each of together) this.#authors.add(each);
      throw error;
    }
  }

  #tellOthers(guest: Guest, note: ServerNote): void {
    for (const other of this.#guests.keys()) if (other !== guest) other.tell(note);
  }

  /** One colour per person, in all of their windows. */
  #freeColour({ author }: Guest): number {
    const here = [...this.#guests];
    const own = author === null ? undefined : here.find(([other]) => other.author === author)?.[1].colour;
    if (own !== undefined) return own;
    const taken = new Set(here.map(([, { colour }]) => colour));
    return (
      Array.from({ length: COLOURS }, (_, at) => at).find((at) => !taken.has(at)) ?? here.length % COLOURS
    );
  }
}
