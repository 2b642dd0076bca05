/** Policy of every page of the app: its own origin only, no eval. */
export function appCsp(options: { readonly dev: boolean }): string;
/** Policy of the sandbox frame: an opaque origin without network, storage or navigation. */
export function sandboxCsp(): string;
