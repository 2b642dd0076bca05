-- AlterTable
ALTER TABLE "data_overrides" ADD COLUMN     "score" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "data_versions" ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "cross_checks" (
    "id" BIGSERIAL NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "common" INTEGER NOT NULL,
    "differing" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cross_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_rules" (
    "timeframe" TEXT NOT NULL,
    "keep_days" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("timeframe")
);

-- CreateTable
CREATE TABLE "retention_sweeps" (
    "id" BIGSERIAL NOT NULL,
    "timeframe" TEXT NOT NULL,
    "before" TIMESTAMPTZ(3) NOT NULL,
    "series" INTEGER NOT NULL,
    "bars" BIGINT NOT NULL,
    "swept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_sweeps_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cross_checks_symbol_timeframe_idx" ON "cross_checks"("symbol", "timeframe");


-- Whoever follows syncs is woken by what happens to them, whichever process does it; once per transaction.
CREATE FUNCTION tell_of_syncs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('lookback_syncs', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER sync_jobs_told AFTER INSERT OR UPDATE OR DELETE ON "sync_jobs"
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_syncs();

CREATE TRIGGER sync_tasks_told AFTER INSERT OR UPDATE OR DELETE ON "sync_tasks"
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_syncs();
