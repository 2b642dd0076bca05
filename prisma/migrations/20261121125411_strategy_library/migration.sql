-- DropIndex
DROP INDEX "strategy_versions_name_version_key";

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "inputs" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "rerun_at" TIMESTAMPTZ(3),
ADD COLUMN     "rerun_by" TEXT,
ADD COLUMN     "rerun_hash" TEXT;

-- AlterTable
ALTER TABLE "strategy_versions" ADD COLUMN     "notebook_id" TEXT,
ADD COLUMN     "notebook_revision" TEXT,
ADD COLUMN     "workspace_id" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "strategy_versions_workspace_id_name_version_code_hash_key" ON "strategy_versions"("workspace_id", "name", "version", "code_hash");

-- Versions that studies promoted belong where their study does.
UPDATE "strategy_versions" v SET "workspace_id" = s."workspace_id" FROM "studies" s WHERE v."version" LIKE 'study-' || left(s."id"::text, 8) || '-%';

-- What earlier runs tell of their strategies; their code was not kept.
INSERT INTO "strategy_versions" ("id", "name", "version", "code_hash", "config_hash", "author", "created_at", "workspace_id", "notebook_id", "notebook_revision")
  SELECT DISTINCT ON (r."workspace_id", r."strategy_name", r."strategy_version", r."code_hash") gen_random_uuid(), r."strategy_name", r."strategy_version",
    r."code_hash", r."params_hash", nullif(r."owner_id", ''), r."created_at", r."workspace_id", r."notebook_id", r."notebook_revision"
  FROM "runs" r ORDER BY r."workspace_id", r."strategy_name", r."strategy_version", r."code_hash", r."created_at"
  ON CONFLICT DO NOTHING;
