-- DropForeignKey
ALTER TABLE "output_snapshots" DROP CONSTRAINT "output_snapshots_notebook_id_fkey";

-- AlterTable
ALTER TABLE "notebooks" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "sparkline" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "updated_at" SET DEFAULT CURRENT_TIMESTAMP;

-- DropTable
DROP TABLE "output_snapshots";

-- CreateTable
CREATE TABLE "notebook_snapshots" (
    "notebook_id" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notebook_snapshots_pkey" PRIMARY KEY ("notebook_id")
);

-- AddForeignKey
ALTER TABLE "notebook_snapshots" ADD CONSTRAINT "notebook_snapshots_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
