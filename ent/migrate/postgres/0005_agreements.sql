-- Create "agreements" table
CREATE TABLE "agreements" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'PROPOSED', "digest" character varying NOT NULL, "texts" jsonb NOT NULL, "in_force_at" timestamptz NULL, "withdrawn_at" timestamptz NULL, "author_id" character varying NOT NULL, "withdrawn_by_id" character varying NULL, "amends_id" character varying NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "agreements_agreements_amendments" FOREIGN KEY ("amends_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "agreements_relationships_agreements" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "agreements_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "agreements_users_withdrawn_by" FOREIGN KEY ("withdrawn_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "agreement_author_id" to table: "agreements"
CREATE INDEX "agreement_author_id" ON "agreements" ("author_id");
-- Create index "agreement_relationship_id_id" to table: "agreements"
CREATE INDEX "agreement_relationship_id_id" ON "agreements" ("relationship_id", "id");
-- Create index "agreement_relationship_id_kind_state" to table: "agreements"
CREATE INDEX "agreement_relationship_id_kind_state" ON "agreements" ("relationship_id", "kind", "state");
-- Create index "agreement_side_id" to table: "agreements"
CREATE INDEX "agreement_side_id" ON "agreements" ("side_id");
-- Create "agreement_signers" table
CREATE TABLE "agreement_signers" ("agreement_id" character varying NOT NULL, "participant_id" character varying NOT NULL, PRIMARY KEY ("agreement_id", "participant_id"), CONSTRAINT "agreement_signers_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "agreement_signers_participant_id" FOREIGN KEY ("participant_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Modify "documents" table
ALTER TABLE "documents" ADD COLUMN "proposal_id" character varying NULL, ADD CONSTRAINT "documents_agreements_proposal" FOREIGN KEY ("proposal_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create "signatures" table
CREATE TABLE "signatures" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "digest" character varying NOT NULL, "record" character varying NOT NULL, "agreement_id" character varying NOT NULL, "participant_id" character varying NOT NULL, "from_side_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "signatures_agreements_signatures" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "signatures_participants_participant" FOREIGN KEY ("participant_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "signatures_sides_from_side" FOREIGN KEY ("from_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "signatures_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "signature_agreement_id_participant_id" to table: "signatures"
CREATE UNIQUE INDEX "signature_agreement_id_participant_id" ON "signatures" ("agreement_id", "participant_id");
-- Create index "signature_author_id" to table: "signatures"
CREATE INDEX "signature_author_id" ON "signatures" ("author_id");
-- Create index "signature_relationship_id_id" to table: "signatures"
CREATE INDEX "signature_relationship_id_id" ON "signatures" ("relationship_id", "id");
-- Create index "signature_side_id" to table: "signatures"
CREATE INDEX "signature_side_id" ON "signatures" ("side_id");
