-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Add column "closed_at" to table: "documents"
ALTER TABLE `documents` ADD COLUMN `closed_at` datetime NULL;
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `outcome_id` text NULL, `safeguard_id` text NULL, `trust_behaviour_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_safeguards_confirmations` FOREIGN KEY (`safeguard_id`) REFERENCES `safeguards` (`id`) ON DELETE CASCADE, CONSTRAINT `confirmations_trust_behaviours_confirmations` FOREIGN KEY (`trust_behaviour_id`) REFERENCES `trust_behaviours` (`id`) ON DELETE CASCADE);
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
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
