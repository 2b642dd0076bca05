-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "best_objective" DOUBLE PRECISION,
ADD COLUMN     "best_trial" INTEGER,
ADD COLUMN     "done" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "engine_hash" TEXT NOT NULL,
ADD COLUMN     "failed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "notebook_revision" TEXT,
ADD COLUMN     "owner" TEXT NOT NULL DEFAULT 'local',
ADD COLUMN     "planned" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "request" JSONB NOT NULL,
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "wave" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "status" SET DEFAULT 'queued';

-- AlterTable
ALTER TABLE "trials" ADD COLUMN     "duration_ms" DOUBLE PRECISION,
ADD COLUMN     "result_hash" TEXT,
ADD COLUMN     "worker" TEXT,
ALTER COLUMN "status" SET DEFAULT 'pending';

-- CreateTable
CREATE TABLE "code_bundles" (
    "hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "code_bundles_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "study_events" (
    "id" BIGSERIAL NOT NULL,
    "study_id" UUID NOT NULL,
    "event" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "study_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_workers" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "slots" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "study_workers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "study_events_study_id_id_idx" ON "study_events"("study_id", "id");

-- CreateIndex
CREATE INDEX "studies_status_created_at_idx" ON "studies"("status", "created_at");

-- CreateIndex
CREATE INDEX "trials_study_id_status_idx" ON "trials"("study_id", "status");

-- AddForeignKey
ALTER TABLE "study_events" ADD CONSTRAINT "study_events_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
