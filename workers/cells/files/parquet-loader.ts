import { EngineError } from "#engine/errors.ts";
import type { ParquetReader } from "./read-file.ts";

interface ParquetModule {
  readonly readParquetColumns: ParquetReader;
}

/** A reader whose code comes with the first file that needs it. */
export interface ParquetLoader {
  /** Takes the built code of `parquet.ts`; only the first time counts. */
  load(code: string): void;
  readonly read: ParquetReader;
}

/** Makes a loader without code. `read` rejects with EngineError "bad-param" until there is some. */
export function createParquetLoader(): ParquetLoader {
  let loaded: ParquetModule | null = null;
  return {
    load(code) {
      // Our own build, from the page: a function's scope keeps it out of the cells' globals.
      loaded ??= (0, eval)(`(() => { ${code}\nreturn parquet; })()`) as ParquetModule;
    },
    async read(bytes) {
      if (loaded === null)
        throw new EngineError("bad-param", "no reader of parquet files here; drop the file again");
      return loaded.readParquetColumns(bytes);
    },
  };
}
