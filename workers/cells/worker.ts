import { startKernel } from "./api.ts";
import type { KernelParts } from "./api.ts";

self.onmessage = ({ data }: MessageEvent<KernelParts>) => startKernel(data);
