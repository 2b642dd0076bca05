import { defineConfig } from "prisma/config";

/** Where Prisma's own command line looks; the product itself migrates with server/database/migrate.ts. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
