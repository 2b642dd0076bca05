-- AlterTable
ALTER TABLE "corporate_actions" DROP CONSTRAINT "corporate_actions_pkey",
ADD COLUMN     "id" BIGSERIAL NOT NULL,
ADD COLUMN     "pay_date" DATE,
ADD COLUMN     "superseded_at" TIMESTAMPTZ(3),
ADD CONSTRAINT "corporate_actions_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "data_versions" ADD COLUMN     "added" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "changed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "findings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "quarantined" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "score" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "indicator_cache" ADD COLUMN     "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "prices" ADD COLUMN     "regular" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "since_version" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "symbols" ADD COLUMN     "renamed_to" TEXT;

-- AlterTable
ALTER TABLE "universes" ADD COLUMN     "survivorship_free" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "price_revisions" (
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "open_time" TIMESTAMPTZ(3) NOT NULL,
    "close_time" TIMESTAMPTZ(3) NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "open" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "close" DOUBLE PRECISION NOT NULL,
    "volume" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "since_version" BIGINT NOT NULL,
    "until_version" BIGINT NOT NULL,

    CONSTRAINT "price_revisions_pkey" PRIMARY KEY ("symbol","timeframe","open_time","until_version")
);

-- CreateTable
CREATE TABLE "quarantined_bars" (
    "id" BIGSERIAL NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "open_time" TIMESTAMPTZ(3),
    "open" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "close" DOUBLE PRECISION NOT NULL,
    "volume" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'held',
    "decision" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "quarantined_bars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_overrides" (
    "id" BIGSERIAL NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_checkpoints" (
    "provider" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "from_time" TIMESTAMPTZ(3) NOT NULL,
    "through" TIMESTAMPTZ(3) NOT NULL,
    "actions_until" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_checkpoints_pkey" PRIMARY KEY ("provider","symbol","timeframe")
);

-- CreateTable
CREATE TABLE "sync_jobs" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "from_time" TIMESTAMPTZ(3) NOT NULL,
    "to_time" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'sync',
    "status" TEXT NOT NULL DEFAULT 'queued',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_tasks" (
    "job_id" UUID NOT NULL,
    "symbol" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "fetched" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "through" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_tasks_pkey" PRIMARY KEY ("job_id","symbol")
);

-- CreateTable
CREATE TABLE "sync_schedules" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "universe" TEXT NOT NULL,
    "minutes_after_close" INTEGER NOT NULL DEFAULT 30,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_session" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_bars_fingerprint_key" ON "quarantined_bars"("fingerprint");

-- CreateIndex
CREATE INDEX "quarantined_bars_symbol_timeframe_status_idx" ON "quarantined_bars"("symbol", "timeframe", "status");

-- CreateIndex
CREATE INDEX "data_overrides_symbol_timeframe_idx" ON "data_overrides"("symbol", "timeframe");

-- CreateIndex
CREATE INDEX "sync_jobs_status_created_at_idx" ON "sync_jobs"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_schedules_provider_timeframe_universe_key" ON "sync_schedules"("provider", "timeframe", "universe");

-- CreateIndex
CREATE INDEX "corporate_actions_symbol_ex_date_idx" ON "corporate_actions"("symbol", "ex_date");

-- CreateIndex
CREATE INDEX "data_versions_hash_idx" ON "data_versions"("hash");

-- CreateIndex
CREATE INDEX "indicator_cache_used_at_idx" ON "indicator_cache"("used_at");

-- AddForeignKey
ALTER TABLE "sync_tasks" ADD CONSTRAINT "sync_tasks_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "sync_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
