"use client";

import { createContext } from "react";

/** Whether the outputs below belong to the present text of their cell; only such results may be kept or shared. */
export const FreshContext = createContext(true);
