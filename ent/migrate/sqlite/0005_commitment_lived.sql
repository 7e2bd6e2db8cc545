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
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `conversation_id` text NULL, `outcome_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_conversations_confirmations` FOREIGN KEY (`conversation_id`) REFERENCES `conversations` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL);
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
-- Create index "confirmation_conversation_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_conversation_id_digest_from_side_id` ON `confirmations` (`conversation_id`, `digest`, `from_side_id`);
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
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
