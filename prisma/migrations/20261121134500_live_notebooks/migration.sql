-- CreateTable
CREATE TABLE "live_notebooks" (
    "notebook_id" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "revision" TEXT NOT NULL,

    CONSTRAINT "live_notebooks_pkey" PRIMARY KEY ("notebook_id")
);

-- CreateTable
CREATE TABLE "live_updates" (
    "id" BIGSERIAL NOT NULL,
    "notebook_id" TEXT NOT NULL,
    "author" TEXT,
    "body" BYTEA NOT NULL,

    CONSTRAINT "live_updates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "live_updates_notebook_id_id_idx" ON "live_updates"("notebook_id", "id");

-- AddForeignKey
ALTER TABLE "live_notebooks" ADD CONSTRAINT "live_notebooks_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_updates" ADD CONSTRAINT "live_updates_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "live_notebooks"("notebook_id") ON DELETE CASCADE ON UPDATE CASCADE;
