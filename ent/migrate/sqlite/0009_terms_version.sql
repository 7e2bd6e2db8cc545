-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_commitments" table
CREATE TABLE `new_commitments` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `nature` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `due` varchar NULL, `rhythm` text NULL, `digest` text NULL, `terms_version` integer NOT NULL DEFAULT (0), `reported_at` datetime NULL, `promiser_id` text NULL, `author_id` text NOT NULL, `from_side_id` text NULL, `reported_by_id` text NULL, `reported_side_id` text NULL, `document_id` text NOT NULL, `outcome_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `commitments_sides_promiser` FOREIGN KEY (`promiser_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_users_reported_by` FOREIGN KEY (`reported_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_sides_reported_side` FOREIGN KEY (`reported_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_documents_commitment` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_outcomes_commitments` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_relationships_commitments` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Copy rows from old table "commitments" to new temporary table "new_commitments"
INSERT INTO `new_commitments` (`id`, `created_at`, `audience`, `side_id`, `kind`, `nature`, `state`, `due`, `rhythm`, `digest`, `reported_at`, `promiser_id`, `author_id`, `from_side_id`, `reported_by_id`, `reported_side_id`, `document_id`, `outcome_id`, `relationship_id`) SELECT `id`, `created_at`, `audience`, `side_id`, `kind`, `nature`, `state`, `due`, `rhythm`, `digest`, `reported_at`, `promiser_id`, `author_id`, `from_side_id`, `reported_by_id`, `reported_side_id`, `document_id`, `outcome_id`, `relationship_id` FROM `commitments`;
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
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
-- The words of what slipped, was kept or was let go stand, and those of talks that are over
UPDATE `documents` SET `closed_at` = CURRENT_TIMESTAMP WHERE `closed_at` IS NULL AND (`id` IN (SELECT `document_id` FROM `commitments` WHERE `state` IN ('SLIPPED', 'KEPT', 'RELEASED')) OR `id` IN (SELECT `document_id` FROM `conversations` WHERE `state` = 'CLOSED'));
