-- AlterTable
ALTER TABLE "notebooks" ADD COLUMN     "looks_ahead" BOOLEAN NOT NULL DEFAULT false;
