/** The tabs of the side panel. */
export const PANEL_TABS = ["outline", "variables", "cell", "map", "reference", "deleted"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** What lies over the notebook, one at a time. */
export type Overlay =
  "palette" | "keys" | "find" | "replace" | "merge" | "history" | "review" | "suggest" | "share";

/** How the notebook is looked at; nothing of it is saved with the notebook. */
export interface ViewState {
  readonly panelOpen: boolean;
  readonly tab: PanelTab;
  readonly overlay: Overlay | null;
  /** Whether comments and activity stand in the panel's place. */
  readonly talkOpen: boolean;
}

/** The open panel, its tab and what lies over the page. */
export class NotebookView {
  #state: ViewState;
  readonly #listeners = new Set<() => void>();

  constructor(panelOpen: boolean) {
    this.#state = { panelOpen, tab: "outline", overlay: null, talkOpen: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): ViewState => this.#state;

  change(change: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Shows one tab of the panel, or hides the panel when that tab is in sight. */
  toggleTab(tab: PanelTab): void {
    const shown = this.#state.panelOpen && !this.#state.talkOpen && this.#state.tab === tab;
    this.change({ panelOpen: !shown, tab, talkOpen: false });
  }
}
