-- Modify "commitments" table
ALTER TABLE "commitments" ADD COLUMN "reported_at" timestamptz NULL, ADD COLUMN "from_side_id" character varying NULL, ADD COLUMN "reported_by_id" character varying NULL, ADD COLUMN "reported_side_id" character varying NULL, ADD CONSTRAINT "commitments_sides_from_side" FOREIGN KEY ("from_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "commitments_sides_reported_side" FOREIGN KEY ("reported_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "commitments_users_reported_by" FOREIGN KEY ("reported_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create "commitment_steps" table
CREATE TABLE "commitment_steps" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "note" character varying NULL, "commitment_id" character varying NOT NULL, "from_side_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "commitment_steps_commitments_steps" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "commitment_steps_sides_from_side" FOREIGN KEY ("from_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "commitment_steps_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "commitmentstep_author_id" to table: "commitment_steps"
CREATE INDEX "commitmentstep_author_id" ON "commitment_steps" ("author_id");
-- Create index "commitmentstep_commitment_id_id" to table: "commitment_steps"
CREATE INDEX "commitmentstep_commitment_id_id" ON "commitment_steps" ("commitment_id", "id");
-- Create index "commitmentstep_relationship_id_id" to table: "commitment_steps"
CREATE INDEX "commitmentstep_relationship_id_id" ON "commitment_steps" ("relationship_id", "id");
-- Create index "commitmentstep_side_id" to table: "commitment_steps"
CREATE INDEX "commitmentstep_side_id" ON "commitment_steps" ("side_id");
-- Create "conversations" table
CREATE TABLE "conversations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'OPEN', "ending" character varying NULL, "due" character varying(10) NULL, "closed_at" timestamptz NULL, "commitment_id" character varying NULL, "author_id" character varying NOT NULL, "document_id" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "conversations_commitments_conversations" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "conversations_documents_conversation" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "conversations_relationships_conversations" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "conversations_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "conversation_author_id" to table: "conversations"
CREATE INDEX "conversation_author_id" ON "conversations" ("author_id");
-- Create index "conversation_commitment_id_id" to table: "conversations"
CREATE INDEX "conversation_commitment_id_id" ON "conversations" ("commitment_id", "id");
-- Create index "conversation_relationship_id_id" to table: "conversations"
CREATE INDEX "conversation_relationship_id_id" ON "conversations" ("relationship_id", "id");
-- Create index "conversation_relationship_id_state" to table: "conversations"
CREATE INDEX "conversation_relationship_id_state" ON "conversations" ("relationship_id", "state");
-- Create index "conversation_side_id" to table: "conversations"
CREATE INDEX "conversation_side_id" ON "conversations" ("side_id");
-- Create index "conversations_document_id_key" to table: "conversations"
CREATE UNIQUE INDEX "conversations_document_id_key" ON "conversations" ("document_id");
-- Modify "confirmations" table
ALTER TABLE "confirmations" ADD COLUMN "conversation_id" character varying NULL, ADD CONSTRAINT "confirmations_conversations_confirmations" FOREIGN KEY ("conversation_id") REFERENCES "conversations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "confirmation_conversation_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_conversation_id_digest_from_side_id" ON "confirmations" ("conversation_id", "digest", "from_side_id");
