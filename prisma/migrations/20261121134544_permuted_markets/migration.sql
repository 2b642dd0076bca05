-- CreateTable
CREATE TABLE "study_markets" (
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "score" DOUBLE PRECISION,
    "error" TEXT,
    "worker" TEXT,

    CONSTRAINT "study_markets_pkey" PRIMARY KEY ("study_id","number")
);

-- CreateIndex
CREATE INDEX "study_markets_status_idx" ON "study_markets"("status");

-- AddForeignKey
ALTER TABLE "study_markets" ADD CONSTRAINT "study_markets_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
