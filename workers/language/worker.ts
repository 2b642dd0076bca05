import { serveLanguage } from "./serve.ts";

serveLanguage();
