-- Modify "commitments" table
ALTER TABLE "commitments" ADD COLUMN "terms_version" bigint NOT NULL DEFAULT 0;
