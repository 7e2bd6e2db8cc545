-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_participants" table
CREATE TABLE `new_participants` (`id` text NOT NULL, `created_at` datetime NOT NULL, `role` text NOT NULL, `joined_at` datetime NOT NULL, `removed_at` datetime NULL, `hub` bool NOT NULL DEFAULT (false), `facet` text NULL, `until` varchar NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `participants_relationships_participants` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `participants_sides_participants` FOREIGN KEY (`side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `participants_users_participants` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Copy rows from old table "participants" to new temporary table "new_participants"
INSERT INTO `new_participants` (`id`, `created_at`, `role`, `joined_at`, `removed_at`, `relationship_id`, `side_id`, `user_id`) SELECT `id`, `created_at`, `role`, `joined_at`, `removed_at`, `relationship_id`, `side_id`, `user_id` FROM `participants`;
-- Drop "participants" table after copying rows
DROP TABLE `participants`;
-- Rename temporary table "new_participants" to "participants"
ALTER TABLE `new_participants` RENAME TO `participants`;
-- Create index "participant_relationship_id_user_id" to table: "participants"
CREATE UNIQUE INDEX `participant_relationship_id_user_id` ON `participants` (`relationship_id`, `user_id`);
-- Create index "participant_user_id_relationship_id_side_id" to table: "participants"
CREATE INDEX `participant_user_id_relationship_id_side_id` ON `participants` (`user_id`, `relationship_id`, `side_id`);
-- Create index "participant_side_id" to table: "participants"
CREATE INDEX `participant_side_id` ON `participants` (`side_id`);
-- Create "new_confirmations" table
CREATE TABLE `new_confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `benefit_id` text NULL, `commitment_id` text NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `conversation_id` text NULL, `milestone_id` text NULL, `outcome_id` text NULL, `risk_id` text NULL, `safeguard_id` text NULL, `trust_behaviour_id` text NULL, `win_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_benefits_confirmations` FOREIGN KEY (`benefit_id`) REFERENCES `benefits` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_conversations_confirmations` FOREIGN KEY (`conversation_id`) REFERENCES `conversations` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_milestones_confirmations` FOREIGN KEY (`milestone_id`) REFERENCES `milestones` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_outcomes_confirmations` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_risks_confirmations` FOREIGN KEY (`risk_id`) REFERENCES `risks` (`id`) ON DELETE SET NULL, CONSTRAINT `confirmations_safeguards_confirmations` FOREIGN KEY (`safeguard_id`) REFERENCES `safeguards` (`id`) ON DELETE CASCADE, CONSTRAINT `confirmations_trust_behaviours_confirmations` FOREIGN KEY (`trust_behaviour_id`) REFERENCES `trust_behaviours` (`id`) ON DELETE CASCADE, CONSTRAINT `confirmations_wins_confirmations` FOREIGN KEY (`win_id`) REFERENCES `wins` (`id`) ON DELETE SET NULL);
-- Copy rows from old table "confirmations" to new temporary table "new_confirmations"
INSERT INTO `new_confirmations` (`id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id`, `conversation_id`, `outcome_id`, `risk_id`, `safeguard_id`, `trust_behaviour_id`) SELECT `id`, `created_at`, `audience`, `relationship_id`, `side_id`, `kind`, `digest`, `commitment_id`, `from_side_id`, `author_id`, `conversation_id`, `outcome_id`, `risk_id`, `safeguard_id`, `trust_behaviour_id` FROM `confirmations`;
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
-- Create index "confirmation_win_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_win_id_digest_from_side_id` ON `confirmations` (`win_id`, `digest`, `from_side_id`);
-- Create index "confirmation_milestone_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_milestone_id_digest_from_side_id` ON `confirmations` (`milestone_id`, `digest`, `from_side_id`);
-- Create index "confirmation_benefit_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_benefit_id_digest_from_side_id` ON `confirmations` (`benefit_id`, `digest`, `from_side_id`);
-- Create index "confirmation_conversation_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_conversation_id_digest_from_side_id` ON `confirmations` (`conversation_id`, `digest`, `from_side_id`);
-- Create "new_relationships" table
CREATE TABLE `new_relationships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `agreed` bool NOT NULL DEFAULT (false), `stage` text NOT NULL DEFAULT ('PREPARE'), `joined_at` datetime NULL, `fresh` bool NOT NULL DEFAULT (false), `paused_until` varchar NULL, `parted_at` datetime NULL, `reset_at` datetime NULL, `restarted_at` datetime NULL, `epoch` integer NOT NULL DEFAULT (0), `sealed` bool NOT NULL DEFAULT (false), `restart_seq` integer NOT NULL DEFAULT (0), `meeting_budget` integer NOT NULL DEFAULT (2), `agenda_budget` integer NOT NULL DEFAULT (5), PRIMARY KEY (`id`));
-- Copy rows from old table "relationships" to new temporary table "new_relationships"
INSERT INTO `new_relationships` (`id`, `created_at`, `name`, `agreed`, `stage`, `joined_at`, `fresh`, `paused_until`, `parted_at`, `reset_at`, `restarted_at`, `epoch`, `sealed`, `restart_seq`) SELECT `id`, `created_at`, `name`, `agreed`, `stage`, `joined_at`, `fresh`, `paused_until`, `parted_at`, `reset_at`, `restarted_at`, `epoch`, `sealed`, `restart_seq` FROM `relationships`;
-- Drop "relationships" table after copying rows
DROP TABLE `relationships`;
-- Rename temporary table "new_relationships" to "relationships"
ALTER TABLE `new_relationships` RENAME TO `relationships`;
-- Create "benefits" table
CREATE TABLE `benefits` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `state` text NOT NULL DEFAULT ('AHEAD'), `changed_at` datetime NOT NULL, `kind` text NOT NULL, `label` text NOT NULL, `unit` text NULL, `currency` text NULL, `before` integer NULL, `hoped` integer NULL, `after` integer NULL, `came` text NULL, `said_by_id` text NULL, `said_side_id` text NULL, `of_side_id` text NOT NULL, `author_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `benefits_users_said_by` FOREIGN KEY (`said_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `benefits_sides_said_side` FOREIGN KEY (`said_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `benefits_sides_of_side` FOREIGN KEY (`of_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `benefits_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `benefits_relationships_benefits` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "benefit_relationship_id_id" to table: "benefits"
CREATE INDEX `benefit_relationship_id_id` ON `benefits` (`relationship_id`, `id`);
-- Create index "benefit_side_id" to table: "benefits"
CREATE INDEX `benefit_side_id` ON `benefits` (`side_id`);
-- Create index "benefit_author_id" to table: "benefits"
CREATE INDEX `benefit_author_id` ON `benefits` (`author_id`);
-- Create index "benefit_of_side_id" to table: "benefits"
CREATE INDEX `benefit_of_side_id` ON `benefits` (`of_side_id`);
-- Create "focus_items" table
CREATE TABLE `focus_items` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `text` text NOT NULL, `rhythm` text NULL, `fate` text NOT NULL, `to_whom` text NULL, `decided_at` datetime NULL, `author_id` text NOT NULL, `decided_by_id` text NULL, `outcome_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `focus_items_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `focus_items_users_decided_by` FOREIGN KEY (`decided_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `focus_items_outcomes_outcome` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `focus_items_relationships_focus_items` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "focusitem_relationship_id_id" to table: "focus_items"
CREATE INDEX `focusitem_relationship_id_id` ON `focus_items` (`relationship_id`, `id`);
-- Create index "focusitem_side_id" to table: "focus_items"
CREATE INDEX `focusitem_side_id` ON `focus_items` (`side_id`);
-- Create index "focusitem_author_id" to table: "focus_items"
CREATE INDEX `focusitem_author_id` ON `focus_items` (`author_id`);
-- Create index "focusitem_relationship_id_kind_fate" to table: "focus_items"
CREATE INDEX `focusitem_relationship_id_kind_fate` ON `focus_items` (`relationship_id`, `kind`, `fate`);
-- Create index "focusitem_outcome_id" to table: "focus_items"
CREATE INDEX `focusitem_outcome_id` ON `focus_items` (`outcome_id`);
-- Create "learnings" table
CREATE TABLE `learnings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `text` text NOT NULL, `item_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `learnings_focus_items_learnings` FOREIGN KEY (`item_id`) REFERENCES `focus_items` (`id`) ON DELETE NO ACTION, CONSTRAINT `learnings_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "learning_relationship_id_id" to table: "learnings"
CREATE INDEX `learning_relationship_id_id` ON `learnings` (`relationship_id`, `id`);
-- Create index "learning_side_id" to table: "learnings"
CREATE INDEX `learning_side_id` ON `learnings` (`side_id`);
-- Create index "learning_author_id" to table: "learnings"
CREATE INDEX `learning_author_id` ON `learnings` (`author_id`);
-- Create index "learning_item_id_id" to table: "learnings"
CREATE INDEX `learning_item_id_id` ON `learnings` (`item_id`, `id`);
-- Create "milestones" table
CREATE TABLE `milestones` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `state` text NOT NULL DEFAULT ('AHEAD'), `changed_at` datetime NOT NULL, `title` text NOT NULL, `due` varchar NOT NULL, `expected` varchar NOT NULL, `slip_seen` varchar NULL, `reason` text NULL, `said_by_id` text NULL, `said_side_id` text NULL, `of_side_id` text NOT NULL, `owner_id` text NOT NULL, `author_id` text NOT NULL, `outcome_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `milestones_users_said_by` FOREIGN KEY (`said_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `milestones_sides_said_side` FOREIGN KEY (`said_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `milestones_sides_of_side` FOREIGN KEY (`of_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `milestones_participants_owner` FOREIGN KEY (`owner_id`) REFERENCES `participants` (`id`) ON DELETE NO ACTION, CONSTRAINT `milestones_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `milestones_outcomes_milestones` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE NO ACTION, CONSTRAINT `milestones_relationships_milestones` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "milestone_relationship_id_id" to table: "milestones"
CREATE INDEX `milestone_relationship_id_id` ON `milestones` (`relationship_id`, `id`);
-- Create index "milestone_side_id" to table: "milestones"
CREATE INDEX `milestone_side_id` ON `milestones` (`side_id`);
-- Create index "milestone_author_id" to table: "milestones"
CREATE INDEX `milestone_author_id` ON `milestones` (`author_id`);
-- Create index "milestone_relationship_id_due_id" to table: "milestones"
CREATE INDEX `milestone_relationship_id_due_id` ON `milestones` (`relationship_id`, `due`, `id`);
-- Create index "milestone_outcome_id_due" to table: "milestones"
CREATE INDEX `milestone_outcome_id_due` ON `milestones` (`outcome_id`, `due`);
-- Create "pairings" table
CREATE TABLE `pairings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `author_id` text NOT NULL, `left_id` text NOT NULL, `right_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `pairings_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `pairings_participants_left` FOREIGN KEY (`left_id`) REFERENCES `participants` (`id`) ON DELETE NO ACTION, CONSTRAINT `pairings_participants_right` FOREIGN KEY (`right_id`) REFERENCES `participants` (`id`) ON DELETE NO ACTION, CONSTRAINT `pairings_relationships_pairings` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "pairing_relationship_id_id" to table: "pairings"
CREATE INDEX `pairing_relationship_id_id` ON `pairings` (`relationship_id`, `id`);
-- Create index "pairing_side_id" to table: "pairings"
CREATE INDEX `pairing_side_id` ON `pairings` (`side_id`);
-- Create index "pairing_author_id" to table: "pairings"
CREATE INDEX `pairing_author_id` ON `pairings` (`author_id`);
-- Create index "pairing_left_id_right_id" to table: "pairings"
CREATE UNIQUE INDEX `pairing_left_id_right_id` ON `pairings` (`left_id`, `right_id`);
-- Create index "pairing_right_id" to table: "pairings"
CREATE INDEX `pairing_right_id` ON `pairings` (`right_id`);
-- Create "topics" table
CREATE TABLE `topics` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `name` text NOT NULL, `relationship_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `topics_relationships_topics` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `topics_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "topic_relationship_id_id" to table: "topics"
CREATE INDEX `topic_relationship_id_id` ON `topics` (`relationship_id`, `id`);
-- Create index "topic_side_id" to table: "topics"
CREATE INDEX `topic_side_id` ON `topics` (`side_id`);
-- Create index "topic_author_id" to table: "topics"
CREATE INDEX `topic_author_id` ON `topics` (`author_id`);
-- Create "wins" table
CREATE TABLE `wins` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `state` text NOT NULL DEFAULT ('AHEAD'), `changed_at` datetime NOT NULL, `text` text NOT NULL, `due` varchar NOT NULL, `learning` text NULL, `relationship_id` text NOT NULL, `said_by_id` text NULL, `said_side_id` text NULL, `of_side_id` text NULL, `outcome_id` text NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `wins_relationships_wins` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `wins_users_said_by` FOREIGN KEY (`said_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `wins_sides_said_side` FOREIGN KEY (`said_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `wins_sides_of_side` FOREIGN KEY (`of_side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `wins_outcomes_outcome` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `wins_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "win_relationship_id_id" to table: "wins"
CREATE INDEX `win_relationship_id_id` ON `wins` (`relationship_id`, `id`);
-- Create index "win_side_id" to table: "wins"
CREATE INDEX `win_side_id` ON `wins` (`side_id`);
-- Create index "win_author_id" to table: "wins"
CREATE INDEX `win_author_id` ON `wins` (`author_id`);
-- Create index "win_relationship_id_changed_at_id" to table: "wins"
CREATE INDEX `win_relationship_id_changed_at_id` ON `wins` (`relationship_id`, `changed_at`, `id`);
-- Create index "win_outcome_id" to table: "wins"
CREATE INDEX `win_outcome_id` ON `wins` (`outcome_id`);
-- Create "pairing_topics" table
CREATE TABLE `pairing_topics` (`pairing_id` text NOT NULL, `topic_id` text NOT NULL, PRIMARY KEY (`pairing_id`, `topic_id`), CONSTRAINT `pairing_topics_pairing_id` FOREIGN KEY (`pairing_id`) REFERENCES `pairings` (`id`) ON DELETE CASCADE, CONSTRAINT `pairing_topics_topic_id` FOREIGN KEY (`topic_id`) REFERENCES `topics` (`id`) ON DELETE CASCADE);
-- Create "win_people" table
CREATE TABLE `win_people` (`win_id` text NOT NULL, `participant_id` text NOT NULL, PRIMARY KEY (`win_id`, `participant_id`), CONSTRAINT `win_people_win_id` FOREIGN KEY (`win_id`) REFERENCES `wins` (`id`) ON DELETE CASCADE, CONSTRAINT `win_people_participant_id` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE CASCADE);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
