import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import type { AnySampler } from "./sampler.ts";
import { cmaEs } from "./samplers/cma-es.ts";
import { gaussianProcess } from "./samplers/gaussian-process.ts";
import { genetic } from "./samplers/genetic.ts";
import { grid } from "./samplers/grid.ts";
import { random } from "./samplers/random.ts";
import { sobol } from "./samplers/sobol.ts";
import { tpe } from "./samplers/tpe.ts";

/** Every built-in way to search, the plainest first. */
export const samplers: Catalogue<AnySampler> = createCatalogue<AnySampler>("search", [
  grid,
  random,
  sobol,
  tpe,
  gaussianProcess,
  cmaEs,
  genetic,
]);
