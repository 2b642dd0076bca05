-- CreateTable
CREATE TABLE "notebook_pieces" (
    "hash" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "notebook_pieces_pkey" PRIMARY KEY ("hash")
);

-- Texts that are there become one piece each, under the hash that they have.
ALTER TABLE "notebook_sources" ADD COLUMN     "pieces" TEXT[];
INSERT INTO "notebook_pieces" ("hash", "text") SELECT "hash", "source" FROM "notebook_sources";
UPDATE "notebook_sources" SET "pieces" = ARRAY["hash"];
ALTER TABLE "notebook_sources" DROP COLUMN "source";

-- AlterTable
ALTER TABLE "notebooks" ADD COLUMN     "forked_from" TEXT,
ADD COLUMN     "forked_revision" TEXT,
ADD COLUMN     "lineage" TEXT NOT NULL DEFAULT '';

UPDATE "notebooks" SET "lineage" = "id";

-- AlterTable
ALTER TABLE "revisions" ADD COLUMN     "findings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "name" TEXT,
ADD COLUMN     "origin" TEXT,
ADD COLUMN     "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "typing" BOOLEAN NOT NULL DEFAULT false;
UPDATE "revisions" SET "saved_at" = "created_at";

-- CreateTable
CREATE TABLE "notebook_readers" (
    "notebook_id" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notebook_readers_pkey" PRIMARY KEY ("notebook_id","reader")
);

-- CreateIndex
CREATE INDEX "notebook_sources_pieces_idx" ON "notebook_sources" USING GIN ("pieces");

-- AddForeignKey
ALTER TABLE "notebook_readers" ADD CONSTRAINT "notebook_readers_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
