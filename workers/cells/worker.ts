import { startKernel } from "./api.ts";

self.onmessage = ({ data }: MessageEvent<{ wire: MessagePort; warehouse: MessagePort }>) =>
  startKernel(data.wire, data.warehouse);
