-- Modify "commitments" table
ALTER TABLE "commitments" ADD COLUMN "terms_version" bigint NOT NULL DEFAULT 0;
-- The words of what slipped, was kept or was let go stand, and those of talks that are over
UPDATE "documents" SET "closed_at" = CURRENT_TIMESTAMP WHERE "closed_at" IS NULL AND ("id" IN (SELECT "document_id" FROM "commitments" WHERE "state" IN ('SLIPPED', 'KEPT', 'RELEASED')) OR "id" IN (SELECT "document_id" FROM "conversations" WHERE "state" = 'CLOSED'));
