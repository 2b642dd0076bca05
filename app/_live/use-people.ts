"use client";

import { useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import type { Companion, CompanyStatus } from "./company.ts";

/** The others who have the notebook open. */
export function usePeople(): readonly Companion[] {
  const { company } = useNotebook();
  return useSyncExternalStore(company.subscribe, company.people, company.people);
}

/** The others in one cell; re-renders when somebody comes or goes, not with their carets. */
export function usePeopleIn(cellId: string): readonly Companion[] {
  const { company } = useNotebook();
  const read = () => company.inCell(cellId);
  return useSyncExternalStore(company.subscribe, read, read);
}

/** Whether others write along. */
export function useCompanyStatus(): CompanyStatus {
  const { company } = useNotebook();
  return useSyncExternalStore(company.subscribe, company.status, company.status);
}
