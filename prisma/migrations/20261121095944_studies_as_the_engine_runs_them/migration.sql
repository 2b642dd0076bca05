-- Studies were asked for in another form until now, which nothing reads any more; what they tried stays in trial_ledger.
DELETE FROM "studies";

-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "result" JSONB;

-- AlterTable
ALTER TABLE "trial_ledger" ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "study_id" UUID,
ADD COLUMN     "walk_window" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "trials" DROP CONSTRAINT "trials_pkey",
DROP COLUMN "fold_values",
DROP COLUMN "worker",
ADD COLUMN     "folds" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "trades" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "walk_window" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "status" DROP DEFAULT,
ADD CONSTRAINT "trials_pkey" PRIMARY KEY ("study_id", "walk_window", "number");

-- CreateTable
CREATE TABLE "study_evaluations" (
    "study_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "wave" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "from_time" DOUBLE PRECISION NOT NULL,
    "to_time" DOUBLE PRECISION,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "score" DOUBLE PRECISION,
    "trades" INTEGER NOT NULL DEFAULT 0,
    "periods_per_year" DOUBLE PRECISION,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "returns" BYTEA,
    "error" TEXT,
    "duration_ms" DOUBLE PRECISION,
    "worker" TEXT,

    CONSTRAINT "study_evaluations_pkey" PRIMARY KEY ("study_id","key")
);

-- CreateTable
CREATE TABLE "study_windows" (
    "study_id" UUID NOT NULL,
    "walk_window" INTEGER NOT NULL,
    "train_from" TIMESTAMPTZ(3) NOT NULL,
    "train_to" TIMESTAMPTZ(3) NOT NULL,
    "test_from" TIMESTAMPTZ(3) NOT NULL,
    "test_to" TIMESTAMPTZ(3) NOT NULL,
    "best_trial" INTEGER,
    "params" JSONB,
    "in_sample" DOUBLE PRECISION,
    "out_of_sample" DOUBLE PRECISION,
    "trades" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "study_windows_pkey" PRIMARY KEY ("study_id","walk_window")
);

-- CreateIndex
CREATE INDEX "studies_address_idx" ON "studies"("address");

-- CreateIndex
CREATE UNIQUE INDEX "trial_ledger_study_id_walk_window_number_key" ON "trial_ledger"("study_id", "walk_window", "number");

-- AddForeignKey
ALTER TABLE "study_evaluations" ADD CONSTRAINT "study_evaluations_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_windows" ADD CONSTRAINT "study_windows_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
