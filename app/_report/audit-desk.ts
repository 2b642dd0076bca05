"use client";

import { createContext } from "react";

/** Where an audit is asked for and ended; reports outside of a notebook have none. */
export interface AuditDesk {
  /** How much of the one under way is done, 0 to 1. */
  readonly share: number | undefined;
  ask(): void;
  stop(): void;
}

export const AuditDeskContext = createContext<AuditDesk | null>(null);
