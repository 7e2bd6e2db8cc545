-- Modify "risks" table
ALTER TABLE "risks" ADD COLUMN "kind" character varying NULL, ADD COLUMN "phrases" jsonb NULL, ADD COLUMN "votes" bigint NOT NULL DEFAULT 0, ADD COLUMN "treatment" character varying NULL, ADD COLUMN "opportunity" character varying NULL, ADD COLUMN "commitment_id" character varying NULL, ADD COLUMN "round_id" character varying NULL, ADD CONSTRAINT "risks_commitments_commitment" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "risks_rounds_risks" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "risk_round_id_id" to table: "risks"
CREATE INDEX "risk_round_id_id" ON "risks" ("round_id", "id");
-- Modify "confirmations" table
ALTER TABLE "confirmations" ADD COLUMN "risk_id" character varying NULL, ADD CONSTRAINT "confirmations_risks_confirmations" FOREIGN KEY ("risk_id") REFERENCES "risks" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "confirmation_risk_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_risk_id_digest_from_side_id" ON "confirmations" ("risk_id", "digest", "from_side_id");
-- Create "risk_votes" table
CREATE TABLE "risk_votes" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "round_id" character varying NOT NULL, "risk_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "risk_votes_risks_ballots" FOREIGN KEY ("risk_id") REFERENCES "risks" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "risk_votes_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "riskvote_author_id" to table: "risk_votes"
CREATE INDEX "riskvote_author_id" ON "risk_votes" ("author_id");
-- Create index "riskvote_relationship_id_id" to table: "risk_votes"
CREATE INDEX "riskvote_relationship_id_id" ON "risk_votes" ("relationship_id", "id");
-- Create index "riskvote_risk_id_author_id" to table: "risk_votes"
CREATE UNIQUE INDEX "riskvote_risk_id_author_id" ON "risk_votes" ("risk_id", "author_id");
-- Create index "riskvote_round_id_author_id" to table: "risk_votes"
CREATE INDEX "riskvote_round_id_author_id" ON "risk_votes" ("round_id", "author_id");
-- Create index "riskvote_side_id" to table: "risk_votes"
CREATE INDEX "riskvote_side_id" ON "risk_votes" ("side_id");
