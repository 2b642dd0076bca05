import type { Logger } from "pino";
import type { Database } from "#server/db.ts";
import { logger } from "#server/operations/logger.ts";
import { Room } from "./room.ts";
import type { Guest } from "./room.ts";

/** The rooms of this process: one per notebook that somebody has open together with others. */
export class Rooms {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #open = new Map<string, Promise<Room>>();

  constructor(db: Database, log: Logger = logger("live")) {
    this.#db = db;
    this.#log = log;
  }

  /**
   * Lets somebody into a notebook's room, which is opened for the first of them and knows by then what was saved
   * elsewhere.
   *
   * @throws ServerError "not-found" for an unknown notebook, "over-limit" where too many are in.
   */
  async enter(id: string, guest: Guest): Promise<Room> {
    for (;;) {
      const opening = this.#open.get(id) ?? this.#start(id);
      const room = await opening;
      await room.absorb();
      // It may have ended meanwhile, as its last guest left.
      if (this.#open.get(id) !== opening) continue;
      room.join(guest);
      return room;
    }
  }

  /** Takes somebody out; a room that nobody is in is saved and ends. */
  async leave(id: string, room: Room, guest: Guest): Promise<void> {
    room.leave(guest);
    if (room.size > 0) return;
    try {
      await room.close();
    } catch (error) {
      // What was typed is in the log of updates, which the next opening saves.
      this.#log.warn({ err: error, notebook: id }, "notebook not saved as the last one left");
    }
    if (room.size > 0 || !(await this.#holds(id, room))) return;
    this.#open.delete(id);
    room.forget();
  }

  #start(id: string): Promise<Room> {
    const opening = Room.open(this.#db, id, this.#log);
    this.#open.set(id, opening);
    opening.catch(() => this.#open.delete(id));
    return opening;
  }

  async #holds(id: string, room: Room): Promise<boolean> {
    const opening = this.#open.get(id);
    return opening !== undefined && (await opening) === room && room.size === 0;
  }
}
