"use client";

import { createContext } from "react";

/** Whether the person may write comments on the notebook; whoever may not reads them. */
export const MayCommentContext = createContext(true);
