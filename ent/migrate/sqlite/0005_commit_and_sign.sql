-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_commitments" table
CREATE TABLE `new_commitments` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `nature` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `due` varchar NULL, `rhythm` text NULL, `digest` text NULL, `reported_at` datetime NULL, `promiser_id` text NULL, `author_id` text NOT NULL, `from_side_id` text NULL, `reported_by_id` text NULL, `reported_side_id` text NULL, `document_id` text NOT NULL, `outcome_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `commitments_sides_promiser` FOREIGN KEY (`promiser_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_users_reported_by` FOREIGN KEY (`reported_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_sides_reported_side` FOREIGN KEY (`reported_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_documents_commitment` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_outcomes_commitments` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_relationships_commitments` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Copy rows from old table "commitments" to new temporary table "new_commitments"
INSERT INTO `new_commitments` (`id`, `created_at`, `audience`, `side_id`, `kind`, `nature`, `state`, `due`, `rhythm`, `digest`, `promiser_id`, `author_id`, `document_id`, `outcome_id`, `relationship_id`) SELECT `id`, `created_at`, `audience`, `side_id`, `kind`, `nature`, `state`, `due`, `rhythm`, `digest`, `promiser_id`, `author_id`, `document_id`, `outcome_id`, `relationship_id` FROM `commitments`;
-- Drop "commitments" table after copying rows
DROP TABLE `commitments`;
-- Rename temporary table "new_commitments" to "commitments"
ALTER TABLE `new_commitments` RENAME TO `commitments`;
-- Create index "commitments_document_id_key" to table: "commitments"
CREATE UNIQUE INDEX `commitments_document_id_key` ON `commitments` (`document_id`);
-- Create index "commitment_relationship_id_id" to table: "commitments"
CREATE INDEX `commitment_relationship_id_id` ON `commitments` (`relationship_id`, `id`);
-- Create index "commitment_side_id" to table: "commitments"
CREATE INDEX `commitment_side_id` ON `commitments` (`side_id`);
-- Create index "commitment_author_id" to table: "commitments"
CREATE INDEX `commitment_author_id` ON `commitments` (`author_id`);
-- Create index "commitment_relationship_id_state" to table: "commitments"
CREATE INDEX `commitment_relationship_id_state` ON `commitments` (`relationship_id`, `state`);
-- Create index "commitment_outcome_id" to table: "commitments"
CREATE INDEX `commitment_outcome_id` ON `commitments` (`outcome_id`);
-- Create "new_documents" table
CREATE TABLE `new_documents` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `title` text NOT NULL, `seq` integer NOT NULL DEFAULT (0), `edited_at` datetime NULL, `closed_at` datetime NULL, `author_id` text NOT NULL, `proposal_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `documents_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `documents_agreements_proposal` FOREIGN KEY (`proposal_id`) REFERENCES `agreements` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_relationships_documents` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Copy rows from old table "documents" to new temporary table "new_documents"
INSERT INTO `new_documents` (`id`, `created_at`, `audience`, `side_id`, `kind`, `title`, `seq`, `edited_at`, `author_id`, `relationship_id`) SELECT `id`, `created_at`, `audience`, `side_id`, `kind`, `title`, `seq`, `edited_at`, `author_id`, `relationship_id` FROM `documents`;
-- Drop "documents" table after copying rows
DROP TABLE `documents`;
-- Rename temporary table "new_documents" to "documents"
ALTER TABLE `new_documents` RENAME TO `documents`;
-- Create index "document_relationship_id_id" to table: "documents"
CREATE INDEX `document_relationship_id_id` ON `documents` (`relationship_id`, `id`);
-- Create index "document_side_id" to table: "documents"
CREATE INDEX `document_side_id` ON `documents` (`side_id`);
-- Create index "document_author_id" to table: "documents"
CREATE INDEX `document_author_id` ON `documents` (`author_id`);
-- Create index "document_relationship_id_kind" to table: "documents"
CREATE INDEX `document_relationship_id_kind` ON `documents` (`relationship_id`, `kind`);
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `conversation_id` text NULL, `outcome_id` text NULL, `risk_id` text NULL, `safeguard_id` text NULL, `trust_behaviour_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_conversations_confirmations` FOREIGN KEY (`conversation_id`) REFERENCES `conversations` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_risks_confirmations` FOREIGN KEY (`risk_id`) REFERENCES `risks` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_safeguards_confirmations` FOREIGN KEY (`safeguard_id`) REFERENCES `safeguards` (`id`) ON DELETE CASCADE, CONSTRAINT `confirmations_trust_behaviours_confirmations` FOREIGN KEY (`trust_behaviour_id`) REFERENCES `trust_behaviours` (`id`) ON DELETE CASCADE);
-- Copy rows from old table "confirmations" to new temporary table "new_confirmations"
INSERT INTO `new_confirmations` (`id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id`, `outcome_id`) SELECT `id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id`, `outcome_id` FROM `confirmations`;
-- Drop "confirmations" table after copying rows
DROP TABLE `confirmations`;
-- Rename temporary table "new_confirmations" to "confirmations"
ALTER TABLE `new_confirmations` RENAME TO `confirmations`;
-- Create index "confirmation_relationship_id_id" to table: "confirmations"
CREATE INDEX `confirmation_relationship_id_id` ON `confirmations` (`relationship_id`, `id`);
-- Create index "confirmation_side_id" to table: "confirmations"
CREATE INDEX `confirmation_side_id` ON `confirmations` (`side_id`);
-- Create index "confirmation_author_id" to table: "confirmations"
CREATE INDEX `confirmation_author_id` ON `confirmations` (`author_id`);
-- Create index "confirmation_commitment_id_kind_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_commitment_id_kind_digest_from_side_id` ON `confirmations` (`commitment_id`, `kind`, `digest`, `from_side_id`);
-- Create index "confirmation_outcome_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_outcome_id_digest_from_side_id` ON `confirmations` (`outcome_id`, `digest`, `from_side_id`);
-- Create index "confirmation_trust_behaviour_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_trust_behaviour_id_digest_from_side_id` ON `confirmations` (`trust_behaviour_id`, `digest`, `from_side_id`);
-- Create index "confirmation_safeguard_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_safeguard_id_digest_from_side_id` ON `confirmations` (`safeguard_id`, `digest`, `from_side_id`);
-- Create index "confirmation_risk_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_risk_id_digest_from_side_id` ON `confirmations` (`risk_id`, `digest`, `from_side_id`);
-- Create index "confirmation_conversation_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_conversation_id_digest_from_side_id` ON `confirmations` (`conversation_id`, `digest`, `from_side_id`);
-- Create "new_risks" table
CREATE TABLE `new_risks` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `text` text NOT NULL, `kind` text NULL, `phrases` json NULL, `votes` integer NOT NULL DEFAULT (0), `treatment` text NULL, `opportunity` text NULL, `relationship_id` text NOT NULL, `author_id` text NOT NULL, `commitment_id` text NULL, `round_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `risks_relationships_risks` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `risks_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `risks_commitments_commitment` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `risks_rounds_risks` FOREIGN KEY (`round_id`) REFERENCES `rounds` (`id`) ON DELETE SET NULL);
-- Copy rows from old table "risks" to new temporary table "new_risks"
INSERT INTO `new_risks` (`id`, `created_at`, `audience`, `side_id`, `text`, `relationship_id`, `author_id`) SELECT `id`, `created_at`, `audience`, `side_id`, `text`, `relationship_id`, `author_id` FROM `risks`;
-- Drop "risks" table after copying rows
DROP TABLE `risks`;
-- Rename temporary table "new_risks" to "risks"
ALTER TABLE `new_risks` RENAME TO `risks`;
-- Create index "risk_relationship_id_id" to table: "risks"
CREATE INDEX `risk_relationship_id_id` ON `risks` (`relationship_id`, `id`);
-- Create index "risk_side_id" to table: "risks"
CREATE INDEX `risk_side_id` ON `risks` (`side_id`);
-- Create index "risk_author_id" to table: "risks"
CREATE INDEX `risk_author_id` ON `risks` (`author_id`);
-- Create index "risk_round_id_id" to table: "risks"
CREATE INDEX `risk_round_id_id` ON `risks` (`round_id`, `id`);
-- Create "agreements" table
CREATE TABLE `agreements` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('PROPOSED'), `digest` text NOT NULL, `texts` json NOT NULL, `in_force_at` datetime NULL, `withdrawn_at` datetime NULL, `author_id` text NOT NULL, `withdrawn_by_id` text NULL, `amends_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `agreements_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `agreements_users_withdrawn_by` FOREIGN KEY (`withdrawn_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `agreements_agreements_amendments` FOREIGN KEY (`amends_id`) REFERENCES `agreements` (`id`) ON DELETE SET NULL, CONSTRAINT `agreements_relationships_agreements` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "agreement_relationship_id_id" to table: "agreements"
CREATE INDEX `agreement_relationship_id_id` ON `agreements` (`relationship_id`, `id`);
-- Create index "agreement_side_id" to table: "agreements"
CREATE INDEX `agreement_side_id` ON `agreements` (`side_id`);
-- Create index "agreement_author_id" to table: "agreements"
CREATE INDEX `agreement_author_id` ON `agreements` (`author_id`);
-- Create index "agreement_relationship_id_kind_state" to table: "agreements"
CREATE INDEX `agreement_relationship_id_kind_state` ON `agreements` (`relationship_id`, `kind`, `state`);
-- Create "commitment_steps" table
CREATE TABLE `commitment_steps` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `note` text NULL, `commitment_id` text NOT NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `commitment_steps_commitments_steps` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitment_steps_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitment_steps_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "commitmentstep_relationship_id_id" to table: "commitment_steps"
CREATE INDEX `commitmentstep_relationship_id_id` ON `commitment_steps` (`relationship_id`, `id`);
-- Create index "commitmentstep_side_id" to table: "commitment_steps"
CREATE INDEX `commitmentstep_side_id` ON `commitment_steps` (`side_id`);
-- Create index "commitmentstep_author_id" to table: "commitment_steps"
CREATE INDEX `commitmentstep_author_id` ON `commitment_steps` (`author_id`);
-- Create index "commitmentstep_commitment_id_id" to table: "commitment_steps"
CREATE INDEX `commitmentstep_commitment_id_id` ON `commitment_steps` (`commitment_id`, `id`);
-- Create "conversations" table
CREATE TABLE `conversations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('OPEN'), `ending` text NULL, `due` varchar NULL, `closed_at` datetime NULL, `commitment_id` text NULL, `author_id` text NOT NULL, `document_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `conversations_commitments_conversations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `conversations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `conversations_documents_conversation` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE NO ACTION, CONSTRAINT `conversations_relationships_conversations` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "conversations_document_id_key" to table: "conversations"
CREATE UNIQUE INDEX `conversations_document_id_key` ON `conversations` (`document_id`);
-- Create index "conversation_relationship_id_id" to table: "conversations"
CREATE INDEX `conversation_relationship_id_id` ON `conversations` (`relationship_id`, `id`);
-- Create index "conversation_side_id" to table: "conversations"
CREATE INDEX `conversation_side_id` ON `conversations` (`side_id`);
-- Create index "conversation_author_id" to table: "conversations"
CREATE INDEX `conversation_author_id` ON `conversations` (`author_id`);
-- Create index "conversation_relationship_id_state" to table: "conversations"
CREATE INDEX `conversation_relationship_id_state` ON `conversations` (`relationship_id`, `state`);
-- Create index "conversation_commitment_id_id" to table: "conversations"
CREATE INDEX `conversation_commitment_id_id` ON `conversations` (`commitment_id`, `id`);
-- Create "lookbacks" table
CREATE TABLE `lookbacks` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `elsewhere` bool NOT NULL, `minutes` integer NOT NULL, `timer_started_at` datetime NULL, `closed_at` datetime NULL, `document_id` text NOT NULL, `author_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `lookbacks_documents_lookback` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE NO ACTION, CONSTRAINT `lookbacks_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `lookbacks_relationships_lookbacks` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "lookbacks_document_id_key" to table: "lookbacks"
CREATE UNIQUE INDEX `lookbacks_document_id_key` ON `lookbacks` (`document_id`);
-- Create index "lookback_relationship_id_id" to table: "lookbacks"
CREATE INDEX `lookback_relationship_id_id` ON `lookbacks` (`relationship_id`, `id`);
-- Create index "lookback_side_id" to table: "lookbacks"
CREATE INDEX `lookback_side_id` ON `lookbacks` (`side_id`);
-- Create index "lookback_author_id" to table: "lookbacks"
CREATE INDEX `lookback_author_id` ON `lookbacks` (`author_id`);
-- Create "risk_votes" table
CREATE TABLE `risk_votes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `round_id` text NOT NULL, `risk_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `risk_votes_risks_ballots` FOREIGN KEY (`risk_id`) REFERENCES `risks` (`id`) ON DELETE NO ACTION, CONSTRAINT `risk_votes_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "riskvote_relationship_id_id" to table: "risk_votes"
CREATE INDEX `riskvote_relationship_id_id` ON `risk_votes` (`relationship_id`, `id`);
-- Create index "riskvote_side_id" to table: "risk_votes"
CREATE INDEX `riskvote_side_id` ON `risk_votes` (`side_id`);
-- Create index "riskvote_author_id" to table: "risk_votes"
CREATE INDEX `riskvote_author_id` ON `risk_votes` (`author_id`);
-- Create index "riskvote_risk_id_author_id" to table: "risk_votes"
CREATE UNIQUE INDEX `riskvote_risk_id_author_id` ON `risk_votes` (`risk_id`, `author_id`);
-- Create index "riskvote_round_id_author_id" to table: "risk_votes"
CREATE INDEX `riskvote_round_id_author_id` ON `risk_votes` (`round_id`, `author_id`);
-- Create "safeguards" table
CREATE TABLE `safeguards` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `cause` text NOT NULL, `text` text NOT NULL, `lookback_id` text NOT NULL, `author_id` text NOT NULL, `commitment_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `safeguards_lookbacks_safeguards` FOREIGN KEY (`lookback_id`) REFERENCES `lookbacks` (`id`) ON DELETE NO ACTION, CONSTRAINT `safeguards_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `safeguards_commitments_commitment` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL);
-- Create index "safeguard_relationship_id_id" to table: "safeguards"
CREATE INDEX `safeguard_relationship_id_id` ON `safeguards` (`relationship_id`, `id`);
-- Create index "safeguard_side_id" to table: "safeguards"
CREATE INDEX `safeguard_side_id` ON `safeguards` (`side_id`);
-- Create index "safeguard_author_id" to table: "safeguards"
CREATE INDEX `safeguard_author_id` ON `safeguards` (`author_id`);
-- Create index "safeguard_lookback_id" to table: "safeguards"
CREATE INDEX `safeguard_lookback_id` ON `safeguards` (`lookback_id`);
-- Create index "safeguard_commitment_id" to table: "safeguards"
CREATE INDEX `safeguard_commitment_id` ON `safeguards` (`commitment_id`);
-- Create "signatures" table
CREATE TABLE `signatures` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `digest` text NOT NULL, `record` text NOT NULL, `agreement_id` text NOT NULL, `participant_id` text NOT NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `signatures_agreements_signatures` FOREIGN KEY (`agreement_id`) REFERENCES `agreements` (`id`) ON DELETE NO ACTION, CONSTRAINT `signatures_participants_participant` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE NO ACTION, CONSTRAINT `signatures_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `signatures_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "signature_relationship_id_id" to table: "signatures"
CREATE INDEX `signature_relationship_id_id` ON `signatures` (`relationship_id`, `id`);
-- Create index "signature_side_id" to table: "signatures"
CREATE INDEX `signature_side_id` ON `signatures` (`side_id`);
-- Create index "signature_author_id" to table: "signatures"
CREATE INDEX `signature_author_id` ON `signatures` (`author_id`);
-- Create index "signature_agreement_id_participant_id" to table: "signatures"
CREATE UNIQUE INDEX `signature_agreement_id_participant_id` ON `signatures` (`agreement_id`, `participant_id`);
-- Create "trust_behaviours" table
CREATE TABLE `trust_behaviours` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `text` text NOT NULL, `seen` text NOT NULL, `relationship_id` text NOT NULL, `receiver_side_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `trust_behaviours_relationships_trust_behaviours` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `trust_behaviours_sides_receiver` FOREIGN KEY (`receiver_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `trust_behaviours_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "trustbehaviour_relationship_id_id" to table: "trust_behaviours"
CREATE INDEX `trustbehaviour_relationship_id_id` ON `trust_behaviours` (`relationship_id`, `id`);
-- Create index "trustbehaviour_side_id" to table: "trust_behaviours"
CREATE INDEX `trustbehaviour_side_id` ON `trust_behaviours` (`side_id`);
-- Create index "trustbehaviour_author_id" to table: "trust_behaviours"
CREATE INDEX `trustbehaviour_author_id` ON `trust_behaviours` (`author_id`);
-- Create index "trustbehaviour_receiver_side_id" to table: "trust_behaviours"
CREATE INDEX `trustbehaviour_receiver_side_id` ON `trust_behaviours` (`receiver_side_id`);
-- Create "agreement_signers" table
CREATE TABLE `agreement_signers` (`agreement_id` text NOT NULL, `participant_id` text NOT NULL, PRIMARY KEY (`agreement_id`, `participant_id`), CONSTRAINT `agreement_signers_agreement_id` FOREIGN KEY (`agreement_id`) REFERENCES `agreements` (`id`) ON DELETE CASCADE, CONSTRAINT `agreement_signers_participant_id` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE CASCADE);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
