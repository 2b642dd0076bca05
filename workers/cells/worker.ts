import { startHelper, type HelperParts } from "#workers/pool/helper-worker.ts";
import { startKernel } from "./api.ts";
import type { KernelParts } from "./api.ts";

self.onmessage = ({ data }: MessageEvent<KernelParts | HelperParts>) => {
  if ("helper" in data) startHelper(data);
  else startKernel(data);
};
