-- CreateTable
CREATE TABLE "trial_repeats" (
    "study_id" UUID NOT NULL,
    "walk_window" INTEGER NOT NULL DEFAULT 0,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "result_hash" TEXT,
    "error" TEXT,
    "worker" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "trial_repeats_pkey" PRIMARY KEY ("study_id","walk_window","number")
);

-- CreateIndex
CREATE INDEX "trial_repeats_status_idx" ON "trial_repeats"("status");

-- AddForeignKey
ALTER TABLE "trial_repeats" ADD CONSTRAINT "trial_repeats_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
