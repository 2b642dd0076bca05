/** Version of the engine's results: it changes whenever any number of any run may change. */
export const ENGINE_VERSION = "0.3.1";
