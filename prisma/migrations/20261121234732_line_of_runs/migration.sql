-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "lineage" TEXT NOT NULL DEFAULT '';

-- A notebook that was removed counts under its own id, as it did until now.
UPDATE "runs" r SET "lineage" = coalesce((SELECT n."lineage" FROM "notebooks" n WHERE n."id" = r."notebook_id"), r."notebook_id", '');
