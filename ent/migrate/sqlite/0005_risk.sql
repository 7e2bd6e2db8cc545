-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `outcome_id` text NULL, `risk_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_risks_confirmations` FOREIGN KEY (`risk_id`) REFERENCES `risks` (`id`) ON DELETE SET NULL);
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
-- Create index "confirmation_risk_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_risk_id_digest_from_side_id` ON `confirmations` (`risk_id`, `digest`, `from_side_id`);
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
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
