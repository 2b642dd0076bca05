-- CreateTable
CREATE TABLE "suggestions" (
    "id" UUID NOT NULL,
    "notebook_id" TEXT NOT NULL,
    "fork_id" TEXT NOT NULL,
    "author" TEXT,
    "message" TEXT NOT NULL DEFAULT '',
    "base_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "accepted" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "notebook_id" TEXT NOT NULL,
    "thread_id" UUID,
    "cell_id" TEXT,
    "revision" TEXT NOT NULL,
    "quote" TEXT NOT NULL DEFAULT '',
    "author" TEXT,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notebook_events" (
    "id" BIGSERIAL NOT NULL,
    "notebook_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "author" TEXT,
    "about" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notebook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "reader" TEXT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("reader","event_id")
);

-- CreateIndex
CREATE INDEX "suggestions_notebook_id_status_idx" ON "suggestions"("notebook_id", "status");

-- CreateIndex
CREATE INDEX "comments_notebook_id_created_at_idx" ON "comments"("notebook_id", "created_at");

-- CreateIndex
CREATE INDEX "notebook_events_notebook_id_id_idx" ON "notebook_events"("notebook_id", "id");

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_base_hash_fkey" FOREIGN KEY ("base_hash") REFERENCES "notebook_sources"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_hash_fkey" FOREIGN KEY ("hash") REFERENCES "notebook_sources"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notebook_events" ADD CONSTRAINT "notebook_events_notebook_id_fkey" FOREIGN KEY ("notebook_id") REFERENCES "notebooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "notebook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
