-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "binned_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "removed_studies" (
    "id" UUID NOT NULL,
    "lineage" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL DEFAULT '',
    "symbols" TEXT[],
    "opened_seal" BOOLEAN NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "removed_studies_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "removed_studies_lineage_idx" ON "removed_studies"("lineage");
