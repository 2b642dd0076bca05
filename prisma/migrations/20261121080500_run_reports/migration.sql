-- CreateTable
CREATE TABLE "run_reports" (
    "run_id" UUID NOT NULL,
    "body" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_reports_pkey" PRIMARY KEY ("run_id")
);

-- AddForeignKey
ALTER TABLE "run_reports" ADD CONSTRAINT "run_reports_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
