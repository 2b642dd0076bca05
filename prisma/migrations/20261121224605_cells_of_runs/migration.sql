-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "cells" TEXT;

-- AlterTable
ALTER TABLE "share_links" ADD COLUMN     "hidden_by" INTEGER NOT NULL DEFAULT 0;
