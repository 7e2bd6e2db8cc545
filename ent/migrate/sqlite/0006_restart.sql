-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_relationships" table
CREATE TABLE `new_relationships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `agreed` bool NOT NULL DEFAULT (false), `stage` text NOT NULL DEFAULT ('PREPARE'), `joined_at` datetime NULL, `fresh` bool NOT NULL DEFAULT (false), `paused_until` varchar NULL, `parted_at` datetime NULL, `reset_at` datetime NULL, `restarted_at` datetime NULL, `epoch` integer NOT NULL DEFAULT (0), `sealed` bool NOT NULL DEFAULT (false), `restart_seq` integer NOT NULL DEFAULT (0), PRIMARY KEY (`id`));
-- Copy rows from old table "relationships" to new temporary table "new_relationships"
INSERT INTO `new_relationships` (`id`, `created_at`, `name`, `agreed`, `stage`, `joined_at`, `fresh`, `paused_until`, `parted_at`, `reset_at`) SELECT `id`, `created_at`, `name`, `agreed`, `stage`, `joined_at`, `fresh`, `paused_until`, `parted_at`, `reset_at` FROM `relationships`;
-- Drop "relationships" table after copying rows
DROP TABLE `relationships`;
-- Rename temporary table "new_relationships" to "relationships"
ALTER TABLE `new_relationships` RENAME TO `relationships`;
-- Add column "epoch" to table: "rounds"
ALTER TABLE `rounds` ADD COLUMN `epoch` integer NULL;
-- Add column "epoch" to table: "documents"
ALTER TABLE `documents` ADD COLUMN `epoch` integer NULL;
-- Add column "epoch" to table: "conversations"
ALTER TABLE `conversations` ADD COLUMN `epoch` integer NULL;
-- Add column "epoch" to table: "lookbacks"
ALTER TABLE `lookbacks` ADD COLUMN `epoch` integer NULL;
-- Create "stances" table
CREATE TABLE `stances` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `stand` text NOT NULL, `said_at` datetime NOT NULL, `relationship_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `stances_relationships_stances` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `stances_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "stance_relationship_id_id" to table: "stances"
CREATE INDEX `stance_relationship_id_id` ON `stances` (`relationship_id`, `id`);
-- Create index "stance_side_id" to table: "stances"
CREATE INDEX `stance_side_id` ON `stances` (`side_id`);
-- Create index "stance_author_id" to table: "stances"
CREATE INDEX `stance_author_id` ON `stances` (`author_id`);
-- Create index "stance_relationship_id_author_id" to table: "stances"
CREATE UNIQUE INDEX `stance_relationship_id_author_id` ON `stances` (`relationship_id`, `author_id`);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
-- What was settled before there were restarts belongs to the time before the first
UPDATE rounds SET epoch = 0 WHERE kind IN ('CANDID', 'FIRST_QUESTIONS', 'LATER_QUESTIONS');
UPDATE conversations SET epoch = 0 WHERE state = 'CLOSED';
UPDATE lookbacks SET epoch = 0 WHERE closed_at IS NOT NULL;
UPDATE documents SET epoch = 0 WHERE id IN (SELECT document_id FROM rounds WHERE epoch = 0 AND document_id IS NOT NULL UNION SELECT a.document_id FROM answers a JOIN rounds r ON r.id = a.round_id WHERE r.epoch = 0 AND a.document_id IS NOT NULL UNION SELECT document_id FROM conversations WHERE epoch = 0 UNION SELECT document_id FROM lookbacks WHERE epoch = 0);
