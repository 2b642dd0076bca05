import { installPortableMath } from "#engine/series/portable-math.ts";
import { startHelper, type HelperParts } from "#workers/pool/helper-worker.ts";
import { startKernel } from "./api.ts";
import type { KernelParts } from "./api.ts";

installPortableMath();
self.onmessage = ({ data }: MessageEvent<KernelParts | HelperParts>) => {
  if ("helper" in data) startHelper(data);
  else startKernel(data);
};
