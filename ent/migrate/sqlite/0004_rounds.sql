-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `outcome_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL);
-- Copy rows from old table "confirmations" to new temporary table "new_confirmations"
INSERT INTO `new_confirmations` (`id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id`) SELECT `id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id` FROM `confirmations`;
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
-- Create "new_relationships" table
CREATE TABLE `new_relationships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `agreed` bool NOT NULL DEFAULT (false), `stage` text NOT NULL DEFAULT ('PREPARE'), `joined_at` datetime NULL, `fresh` bool NOT NULL DEFAULT (false), `paused_until` varchar NULL, `parted_at` datetime NULL, `reset_at` datetime NULL, PRIMARY KEY (`id`));
-- Copy rows from old table "relationships" to new temporary table "new_relationships"
INSERT INTO `new_relationships` (`id`, `created_at`, `name`, `agreed`, `stage`, `joined_at`) SELECT `id`, `created_at`, `name`, `agreed`, `stage`, `joined_at` FROM `relationships`;
-- Drop "relationships" table after copying rows
DROP TABLE `relationships`;
-- Rename temporary table "new_relationships" to "relationships"
ALTER TABLE `new_relationships` RENAME TO `relationships`;
-- Create "answers" table
CREATE TABLE `answers` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `author_id` text NOT NULL, `whose` text NOT NULL, `choices` json NULL, `texts` json NULL, `salt` text NULL, `digest` text NULL, `submitted_at` datetime NULL, `submitted_by_id` text NULL, `from_side_id` text NOT NULL, `person_id` text NULL, `document_id` text NULL, `round_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `answers_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `answers_users_person` FOREIGN KEY (`person_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `answers_documents_answer` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE SET NULL, CONSTRAINT `answers_rounds_answers` FOREIGN KEY (`round_id`) REFERENCES `rounds` (`id`) ON DELETE NO ACTION);
-- Create index "answers_document_id_key" to table: "answers"
CREATE UNIQUE INDEX `answers_document_id_key` ON `answers` (`document_id`);
-- Create index "answer_relationship_id_id" to table: "answers"
CREATE INDEX `answer_relationship_id_id` ON `answers` (`relationship_id`, `id`);
-- Create index "answer_side_id" to table: "answers"
CREATE INDEX `answer_side_id` ON `answers` (`side_id`);
-- Create index "answer_author_id" to table: "answers"
CREATE INDEX `answer_author_id` ON `answers` (`author_id`);
-- Create index "answer_round_id_whose" to table: "answers"
CREATE UNIQUE INDEX `answer_round_id_whose` ON `answers` (`round_id`, `whose`);
-- Create "course_corrections" table
CREATE TABLE `course_corrections` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `reason` text NOT NULL, `from` json NOT NULL, `to` json NOT NULL, `author_id` text NOT NULL, `waypoint_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `course_corrections_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `course_corrections_waypoints_corrections` FOREIGN KEY (`waypoint_id`) REFERENCES `waypoints` (`id`) ON DELETE NO ACTION);
-- Create index "coursecorrection_relationship_id_id" to table: "course_corrections"
CREATE INDEX `coursecorrection_relationship_id_id` ON `course_corrections` (`relationship_id`, `id`);
-- Create index "coursecorrection_side_id" to table: "course_corrections"
CREATE INDEX `coursecorrection_side_id` ON `course_corrections` (`side_id`);
-- Create index "coursecorrection_author_id" to table: "course_corrections"
CREATE INDEX `coursecorrection_author_id` ON `course_corrections` (`author_id`);
-- Create index "coursecorrection_waypoint_id_id" to table: "course_corrections"
CREATE INDEX `coursecorrection_waypoint_id_id` ON `course_corrections` (`waypoint_id`, `id`);
-- Create "marks" table
CREATE TABLE `marks` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `key` text NOT NULL, `kind` text NOT NULL, `name` text NOT NULL, `spans` json NOT NULL, `author_id` text NOT NULL, `round_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `marks_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `marks_rounds_marks` FOREIGN KEY (`round_id`) REFERENCES `rounds` (`id`) ON DELETE NO ACTION);
-- Create index "mark_relationship_id_id" to table: "marks"
CREATE INDEX `mark_relationship_id_id` ON `marks` (`relationship_id`, `id`);
-- Create index "mark_side_id" to table: "marks"
CREATE INDEX `mark_side_id` ON `marks` (`side_id`);
-- Create index "mark_author_id" to table: "marks"
CREATE INDEX `mark_author_id` ON `marks` (`author_id`);
-- Create index "mark_round_id_id" to table: "marks"
CREATE INDEX `mark_round_id_id` ON `marks` (`round_id`, `id`);
-- Create "needs" table
CREATE TABLE `needs` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `state` text NOT NULL, `text` text NOT NULL, `guess` text NULL, `of_side_id` text NOT NULL, `author_id` text NOT NULL, `commitment_id` text NULL, `outcome_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `needs_sides_of_side` FOREIGN KEY (`of_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `needs_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `needs_commitments_commitment` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `needs_outcomes_outcome` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `needs_relationships_needs` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "need_relationship_id_id" to table: "needs"
CREATE INDEX `need_relationship_id_id` ON `needs` (`relationship_id`, `id`);
-- Create index "need_side_id" to table: "needs"
CREATE INDEX `need_side_id` ON `needs` (`side_id`);
-- Create index "need_author_id" to table: "needs"
CREATE INDEX `need_author_id` ON `needs` (`author_id`);
-- Create index "need_of_side_id" to table: "needs"
CREATE INDEX `need_of_side_id` ON `needs` (`of_side_id`);
-- Create index "need_commitment_id" to table: "needs"
CREATE INDEX `need_commitment_id` ON `needs` (`commitment_id`);
-- Create index "need_outcome_id" to table: "needs"
CREATE INDEX `need_outcome_id` ON `needs` (`outcome_id`);
-- Create "pooled_answers" table
CREATE TABLE `pooled_answers` (`id` text NOT NULL, `created_at` datetime NOT NULL, `relationship_id` text NOT NULL, `key` text NOT NULL, `text` text NOT NULL, `from_side_id` text NOT NULL, `round_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `pooled_answers_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `pooled_answers_rounds_pooled_answers` FOREIGN KEY (`round_id`) REFERENCES `rounds` (`id`) ON DELETE NO ACTION);
-- Create index "pooledanswer_round_id_id" to table: "pooled_answers"
CREATE INDEX `pooledanswer_round_id_id` ON `pooled_answers` (`round_id`, `id`);
-- Create "risks" table
CREATE TABLE `risks` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `text` text NOT NULL, `relationship_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `risks_relationships_risks` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `risks_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "risk_relationship_id_id" to table: "risks"
CREATE INDEX `risk_relationship_id_id` ON `risks` (`relationship_id`, `id`);
-- Create index "risk_side_id" to table: "risks"
CREATE INDEX `risk_side_id` ON `risks` (`side_id`);
-- Create index "risk_author_id" to table: "risks"
CREATE INDEX `risk_author_id` ON `risks` (`author_id`);
-- Create "rounds" table
CREATE TABLE `rounds` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('OPEN'), `answering` text NOT NULL, `naming` text NOT NULL, `title` text NOT NULL, `questions` json NOT NULL, `optional` bool NOT NULL, `shows_ready` bool NOT NULL, `due` varchar NULL, `closed_at` datetime NULL, `revealed_at` datetime NULL, `timer_minutes` integer NOT NULL DEFAULT (0), `timer_started_at` datetime NULL, `document_id` text NULL, `relationship_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `rounds_documents_round` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE SET NULL, CONSTRAINT `rounds_relationships_rounds` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `rounds_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "rounds_document_id_key" to table: "rounds"
CREATE UNIQUE INDEX `rounds_document_id_key` ON `rounds` (`document_id`);
-- Create index "round_relationship_id_id" to table: "rounds"
CREATE INDEX `round_relationship_id_id` ON `rounds` (`relationship_id`, `id`);
-- Create index "round_side_id" to table: "rounds"
CREATE INDEX `round_side_id` ON `rounds` (`side_id`);
-- Create index "round_author_id" to table: "rounds"
CREATE INDEX `round_author_id` ON `rounds` (`author_id`);
-- Create index "round_relationship_id_kind_state" to table: "rounds"
CREATE INDEX `round_relationship_id_kind_state` ON `rounds` (`relationship_id`, `kind`, `state`);
-- Create "waypoints" table
CREATE TABLE `waypoints` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `title` text NOT NULL, `due` varchar NOT NULL, `state` text NOT NULL DEFAULT ('AHEAD'), `relationship_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `waypoints_relationships_waypoints` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `waypoints_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "waypoint_relationship_id_id" to table: "waypoints"
CREATE INDEX `waypoint_relationship_id_id` ON `waypoints` (`relationship_id`, `id`);
-- Create index "waypoint_side_id" to table: "waypoints"
CREATE INDEX `waypoint_side_id` ON `waypoints` (`side_id`);
-- Create index "waypoint_author_id" to table: "waypoints"
CREATE INDEX `waypoint_author_id` ON `waypoints` (`author_id`);
-- Create "round_asked" table
CREATE TABLE `round_asked` (`round_id` text NOT NULL, `participant_id` text NOT NULL, PRIMARY KEY (`round_id`, `participant_id`), CONSTRAINT `round_asked_round_id` FOREIGN KEY (`round_id`) REFERENCES `rounds` (`id`) ON DELETE CASCADE, CONSTRAINT `round_asked_participant_id` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE CASCADE);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
