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
-- Modify "documents" table
ALTER TABLE "documents" ADD COLUMN "closed_at" timestamptz NULL, ADD COLUMN "proposal_id" character varying NULL, ADD CONSTRAINT "documents_agreements_proposal" FOREIGN KEY ("proposal_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
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
-- Modify "risks" table
ALTER TABLE "risks" ADD COLUMN "kind" character varying NULL, ADD COLUMN "phrases" jsonb NULL, ADD COLUMN "votes" bigint NOT NULL DEFAULT 0, ADD COLUMN "treatment" character varying NULL, ADD COLUMN "opportunity" character varying NULL, ADD COLUMN "commitment_id" character varying NULL, ADD COLUMN "round_id" character varying NULL, ADD CONSTRAINT "risks_commitments_commitment" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "risks_rounds_risks" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "risk_round_id_id" to table: "risks"
CREATE INDEX "risk_round_id_id" ON "risks" ("round_id", "id");
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
ALTER TABLE "confirmations" ADD COLUMN "conversation_id" character varying NULL, ADD COLUMN "risk_id" character varying NULL, ADD COLUMN "safeguard_id" character varying NULL, ADD COLUMN "trust_behaviour_id" character varying NULL, ADD CONSTRAINT "confirmations_conversations_confirmations" FOREIGN KEY ("conversation_id") REFERENCES "conversations" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "confirmations_risks_confirmations" FOREIGN KEY ("risk_id") REFERENCES "risks" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "confirmations_safeguards_confirmations" FOREIGN KEY ("safeguard_id") REFERENCES "safeguards" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, ADD CONSTRAINT "confirmations_trust_behaviours_confirmations" FOREIGN KEY ("trust_behaviour_id") REFERENCES "trust_behaviours" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- Create index "confirmation_conversation_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_conversation_id_digest_from_side_id" ON "confirmations" ("conversation_id", "digest", "from_side_id");
-- Create index "confirmation_risk_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_risk_id_digest_from_side_id" ON "confirmations" ("risk_id", "digest", "from_side_id");
-- Create index "confirmation_safeguard_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_safeguard_id_digest_from_side_id" ON "confirmations" ("safeguard_id", "digest", "from_side_id");
-- Create index "confirmation_trust_behaviour_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_trust_behaviour_id_digest_from_side_id" ON "confirmations" ("trust_behaviour_id", "digest", "from_side_id");
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
