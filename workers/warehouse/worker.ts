import { serveWarehouse } from "./serve.ts";

serveWarehouse();
