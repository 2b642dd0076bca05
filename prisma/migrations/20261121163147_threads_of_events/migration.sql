-- AlterTable
ALTER TABLE "notebook_events" ADD COLUMN     "thread_id" UUID;
