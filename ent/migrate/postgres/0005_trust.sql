-- Modify "documents" table
ALTER TABLE "documents" ADD COLUMN "closed_at" timestamptz NULL;
-- Create "lookbacks" table
CREATE TABLE "lookbacks" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "elsewhere" boolean NOT NULL, "minutes" bigint NOT NULL, "timer_started_at" timestamptz NULL, "closed_at" timestamptz NULL, "document_id" character varying NOT NULL, "author_id" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "lookbacks_documents_lookback" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "lookbacks_relationships_lookbacks" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "lookbacks_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "lookback_author_id" to table: "lookbacks"
CREATE INDEX "lookback_author_id" ON "lookbacks" ("author_id");
-- Create index "lookback_relationship_id_id" to table: "lookbacks"
CREATE INDEX "lookback_relationship_id_id" ON "lookbacks" ("relationship_id", "id");
-- Create index "lookback_side_id" to table: "lookbacks"
CREATE INDEX "lookback_side_id" ON "lookbacks" ("side_id");
-- Create index "lookbacks_document_id_key" to table: "lookbacks"
CREATE UNIQUE INDEX "lookbacks_document_id_key" ON "lookbacks" ("document_id");
-- Create "safeguards" table
CREATE TABLE "safeguards" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "cause" character varying NOT NULL, "text" character varying NOT NULL, "lookback_id" character varying NOT NULL, "author_id" character varying NOT NULL, "commitment_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "safeguards_commitments_commitment" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "safeguards_lookbacks_safeguards" FOREIGN KEY ("lookback_id") REFERENCES "lookbacks" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "safeguards_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "safeguard_author_id" to table: "safeguards"
CREATE INDEX "safeguard_author_id" ON "safeguards" ("author_id");
-- Create index "safeguard_commitment_id" to table: "safeguards"
CREATE INDEX "safeguard_commitment_id" ON "safeguards" ("commitment_id");
-- Create index "safeguard_lookback_id" to table: "safeguards"
CREATE INDEX "safeguard_lookback_id" ON "safeguards" ("lookback_id");
-- Create index "safeguard_relationship_id_id" to table: "safeguards"
CREATE INDEX "safeguard_relationship_id_id" ON "safeguards" ("relationship_id", "id");
-- Create index "safeguard_side_id" to table: "safeguards"
CREATE INDEX "safeguard_side_id" ON "safeguards" ("side_id");
-- Create "trust_behaviours" table
CREATE TABLE "trust_behaviours" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "text" character varying NOT NULL, "seen" character varying NOT NULL, "relationship_id" character varying NOT NULL, "receiver_side_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "trust_behaviours_relationships_trust_behaviours" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "trust_behaviours_sides_receiver" FOREIGN KEY ("receiver_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "trust_behaviours_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "trustbehaviour_author_id" to table: "trust_behaviours"
CREATE INDEX "trustbehaviour_author_id" ON "trust_behaviours" ("author_id");
-- Create index "trustbehaviour_receiver_side_id" to table: "trust_behaviours"
CREATE INDEX "trustbehaviour_receiver_side_id" ON "trust_behaviours" ("receiver_side_id");
-- Create index "trustbehaviour_relationship_id_id" to table: "trust_behaviours"
CREATE INDEX "trustbehaviour_relationship_id_id" ON "trust_behaviours" ("relationship_id", "id");
-- Create index "trustbehaviour_side_id" to table: "trust_behaviours"
CREATE INDEX "trustbehaviour_side_id" ON "trust_behaviours" ("side_id");
-- Modify "confirmations" table
ALTER TABLE "confirmations" ADD COLUMN "safeguard_id" character varying NULL, ADD COLUMN "trust_behaviour_id" character varying NULL, ADD CONSTRAINT "confirmations_safeguards_confirmations" FOREIGN KEY ("safeguard_id") REFERENCES "safeguards" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, ADD CONSTRAINT "confirmations_trust_behaviours_confirmations" FOREIGN KEY ("trust_behaviour_id") REFERENCES "trust_behaviours" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- Create index "confirmation_safeguard_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_safeguard_id_digest_from_side_id" ON "confirmations" ("safeguard_id", "digest", "from_side_id");
-- Create index "confirmation_trust_behaviour_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_trust_behaviour_id_digest_from_side_id" ON "confirmations" ("trust_behaviour_id", "digest", "from_side_id");
