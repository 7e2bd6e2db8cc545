-- Modify "conversations" table
ALTER TABLE "conversations" ADD COLUMN "epoch" bigint NULL;
-- Modify "documents" table
ALTER TABLE "documents" ADD COLUMN "epoch" bigint NULL;
-- Modify "lookbacks" table
ALTER TABLE "lookbacks" ADD COLUMN "epoch" bigint NULL;
-- Modify "relationships" table
ALTER TABLE "relationships" ADD COLUMN "restarted_at" timestamptz NULL, ADD COLUMN "epoch" bigint NOT NULL DEFAULT 0, ADD COLUMN "sealed" boolean NOT NULL DEFAULT false, ADD COLUMN "restart_seq" bigint NOT NULL DEFAULT 0;
-- Modify "rounds" table
ALTER TABLE "rounds" ADD COLUMN "epoch" bigint NULL;
-- Create "stances" table
CREATE TABLE "stances" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "stand" character varying NOT NULL, "said_at" timestamptz NOT NULL, "relationship_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "stances_relationships_stances" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "stances_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "stance_author_id" to table: "stances"
CREATE INDEX "stance_author_id" ON "stances" ("author_id");
-- Create index "stance_relationship_id_author_id" to table: "stances"
CREATE UNIQUE INDEX "stance_relationship_id_author_id" ON "stances" ("relationship_id", "author_id");
-- Create index "stance_relationship_id_id" to table: "stances"
CREATE INDEX "stance_relationship_id_id" ON "stances" ("relationship_id", "id");
-- Create index "stance_side_id" to table: "stances"
CREATE INDEX "stance_side_id" ON "stances" ("side_id");
-- What was settled before there were restarts belongs to the time before the first
UPDATE rounds SET epoch = 0 WHERE kind IN ('CANDID', 'FIRST_QUESTIONS', 'LATER_QUESTIONS');
UPDATE conversations SET epoch = 0 WHERE state = 'CLOSED';
UPDATE lookbacks SET epoch = 0 WHERE closed_at IS NOT NULL;
UPDATE documents SET epoch = 0 WHERE id IN (SELECT document_id FROM rounds WHERE epoch = 0 AND document_id IS NOT NULL UNION SELECT a.document_id FROM answers a JOIN rounds r ON r.id = a.round_id WHERE r.epoch = 0 AND a.document_id IS NOT NULL UNION SELECT document_id FROM conversations WHERE epoch = 0 UNION SELECT document_id FROM lookbacks WHERE epoch = 0);
