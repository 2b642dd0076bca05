-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "curve" JSONB,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "removed_at" TIMESTAMPTZ(3);
