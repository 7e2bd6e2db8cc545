-- Create "client_bindings" table
CREATE TABLE `client_bindings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `client` integer NOT NULL, `user_id` text NOT NULL, `document_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `client_bindings_documents_bindings` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE CASCADE);
-- Create index "clientbinding_document_id_client" to table: "client_bindings"
CREATE UNIQUE INDEX `clientbinding_document_id_client` ON `client_bindings` (`document_id`, `client`);
-- Create index "clientbinding_user_id_created_at" to table: "client_bindings"
CREATE INDEX `clientbinding_user_id_created_at` ON `client_bindings` (`user_id`, `created_at`);
-- Create "commitments" table
CREATE TABLE `commitments` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `nature` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `due` varchar NULL, `rhythm` text NULL, `digest` text NULL, `promiser_id` text NULL, `author_id` text NOT NULL, `document_id` text NOT NULL, `outcome_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `commitments_sides_promiser` FOREIGN KEY (`promiser_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_documents_commitment` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE NO ACTION, CONSTRAINT `commitments_outcomes_commitments` FOREIGN KEY (`outcome_id`) REFERENCES `outcomes` (`id`) ON DELETE SET NULL, CONSTRAINT `commitments_relationships_commitments` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "commitments_document_id_key" to table: "commitments"
CREATE UNIQUE INDEX `commitments_document_id_key` ON `commitments` (`document_id`);
-- Create index "commitment_relationship_id" to table: "commitments"
CREATE INDEX `commitment_relationship_id` ON `commitments` (`relationship_id`);
-- Create index "commitment_side_id" to table: "commitments"
CREATE INDEX `commitment_side_id` ON `commitments` (`side_id`);
-- Create index "commitment_author_id" to table: "commitments"
CREATE INDEX `commitment_author_id` ON `commitments` (`author_id`);
-- Create index "commitment_relationship_id_state" to table: "commitments"
CREATE INDEX `commitment_relationship_id_state` ON `commitments` (`relationship_id`, `state`);
-- Create index "commitment_outcome_id" to table: "commitments"
CREATE INDEX `commitment_outcome_id` ON `commitments` (`outcome_id`);
-- Create "confirmations" table
CREATE TABLE `confirmations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `digest` text NOT NULL, `commitment_id` text NOT NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `confirmations_commitments_confirmations` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `confirmations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "confirmation_relationship_id" to table: "confirmations"
CREATE INDEX `confirmation_relationship_id` ON `confirmations` (`relationship_id`);
-- Create index "confirmation_side_id" to table: "confirmations"
CREATE INDEX `confirmation_side_id` ON `confirmations` (`side_id`);
-- Create index "confirmation_author_id" to table: "confirmations"
CREATE INDEX `confirmation_author_id` ON `confirmations` (`author_id`);
-- Create index "confirmation_commitment_id_kind_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX `confirmation_commitment_id_kind_digest_from_side_id` ON `confirmations` (`commitment_id`, `kind`, `digest`, `from_side_id`);
-- Create "documents" table
CREATE TABLE `documents` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `title` text NOT NULL, `seq` integer NOT NULL DEFAULT (0), `edited_at` datetime NULL, `author_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `documents_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `documents_relationships_documents` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "document_relationship_id" to table: "documents"
CREATE INDEX `document_relationship_id` ON `documents` (`relationship_id`);
-- Create index "document_side_id" to table: "documents"
CREATE INDEX `document_side_id` ON `documents` (`side_id`);
-- Create index "document_author_id" to table: "documents"
CREATE INDEX `document_author_id` ON `documents` (`author_id`);
-- Create index "document_relationship_id_kind" to table: "documents"
CREATE INDEX `document_relationship_id_kind` ON `documents` (`relationship_id`, `kind`);
-- Create "document_update" table
CREATE TABLE `document_update` (`id` text NOT NULL, `created_at` datetime NOT NULL, `seq` integer NOT NULL, `author_id` text NOT NULL, `bytes` blob NOT NULL, `document_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `document_update_documents_updates` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE CASCADE);
-- Create index "documentlog_document_id_seq" to table: "document_update"
CREATE UNIQUE INDEX `documentlog_document_id_seq` ON `document_update` (`document_id`, `seq`);
-- Create "document_snapshots" table
CREATE TABLE `document_snapshots` (`id` text NOT NULL, `created_at` datetime NOT NULL, `seq` integer NOT NULL, `state` blob NOT NULL, `document_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `document_snapshots_documents_snapshots` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE CASCADE);
-- Create index "documentsnapshot_document_id_seq" to table: "document_snapshots"
CREATE UNIQUE INDEX `documentsnapshot_document_id_seq` ON `document_snapshots` (`document_id`, `seq`);
-- Create "events" table
CREATE TABLE `events` (`id` text NOT NULL, `created_at` datetime NOT NULL, `stream` text NOT NULL, `seq` integer NOT NULL, `relationship_id` text NULL, `actor_id` text NULL, `what` text NOT NULL, `subject_id` text NULL, PRIMARY KEY (`id`));
-- Create index "event_stream_seq" to table: "events"
CREATE UNIQUE INDEX `event_stream_seq` ON `events` (`stream`, `seq`);
-- Create "idempotency_keys" table
CREATE TABLE `idempotency_keys` (`id` text NOT NULL, `created_at` datetime NOT NULL, `user_id` text NOT NULL, `key` text NOT NULL, `digest` text NOT NULL, `result` text NOT NULL, PRIMARY KEY (`id`));
-- Create index "idempotencykey_user_id_key" to table: "idempotency_keys"
CREATE UNIQUE INDEX `idempotencykey_user_id_key` ON `idempotency_keys` (`user_id`, `key`);
-- Create "invitations" table
CREATE TABLE `invitations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `role` text NOT NULL, `token_hash` blob NOT NULL, `recipient` text NOT NULL, `owning` text NOT NULL, `asking` text NULL, `expires_at` datetime NOT NULL, `revoked_at` datetime NULL, `answer` text NULL, `not_before` varchar NULL, `answered_at` datetime NULL, `accepted_at` datetime NULL, `accepted_by_id` text NULL, `to_side_id` text NOT NULL, `author_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invitations_sides_to_side` FOREIGN KEY (`to_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `invitations_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `invitations_relationships_invitations` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "invitations_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX `invitations_token_hash_key` ON `invitations` (`token_hash`);
-- Create index "invitation_relationship_id" to table: "invitations"
CREATE INDEX `invitation_relationship_id` ON `invitations` (`relationship_id`);
-- Create index "invitation_side_id" to table: "invitations"
CREATE INDEX `invitation_side_id` ON `invitations` (`side_id`);
-- Create index "invitation_author_id" to table: "invitations"
CREATE INDEX `invitation_author_id` ON `invitations` (`author_id`);
-- Create "joint_acts" table
CREATE TABLE `joint_acts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('PROPOSED'), `target` text NOT NULL, `text` text NULL, `digest` text NOT NULL, `expires_at` datetime NOT NULL, `turned_at` datetime NULL, `from_side_id` text NOT NULL, `author_id` text NOT NULL, `turned_by_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `joint_acts_sides_from_side` FOREIGN KEY (`from_side_id`) REFERENCES `sides` (`id`) ON DELETE NO ACTION, CONSTRAINT `joint_acts_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `joint_acts_users_turned_by` FOREIGN KEY (`turned_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `joint_acts_relationships_joint_acts` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "jointact_relationship_id" to table: "joint_acts"
CREATE INDEX `jointact_relationship_id` ON `joint_acts` (`relationship_id`);
-- Create index "jointact_side_id" to table: "joint_acts"
CREATE INDEX `jointact_side_id` ON `joint_acts` (`side_id`);
-- Create index "jointact_author_id" to table: "joint_acts"
CREATE INDEX `jointact_author_id` ON `joint_acts` (`author_id`);
-- Create "memberships" table
CREATE TABLE `memberships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `standing` text NOT NULL, `organization_id` text NOT NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `memberships_organizations_memberships` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `memberships_users_memberships` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "membership_user_id_organization_id" to table: "memberships"
CREATE UNIQUE INDEX `membership_user_id_organization_id` ON `memberships` (`user_id`, `organization_id`);
-- Create "organizations" table
CREATE TABLE `organizations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, PRIMARY KEY (`id`));
-- Create "outcomes" table
CREATE TABLE `outcomes` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `title` text NOT NULL, `measure` text NULL, `unit` text NULL, `baseline` real NULL, `target` real NULL, `reading` real NULL, `due` varchar NULL, `author_id` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `outcomes_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `outcomes_relationships_outcomes` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "outcome_relationship_id" to table: "outcomes"
CREATE INDEX `outcome_relationship_id` ON `outcomes` (`relationship_id`);
-- Create index "outcome_side_id" to table: "outcomes"
CREATE INDEX `outcome_side_id` ON `outcomes` (`side_id`);
-- Create index "outcome_author_id" to table: "outcomes"
CREATE INDEX `outcome_author_id` ON `outcomes` (`author_id`);
-- Create "participants" table
CREATE TABLE `participants` (`id` text NOT NULL, `created_at` datetime NOT NULL, `role` text NOT NULL, `joined_at` datetime NOT NULL, `removed_at` datetime NULL, `relationship_id` text NOT NULL, `side_id` text NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `participants_relationships_participants` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION, CONSTRAINT `participants_sides_participants` FOREIGN KEY (`side_id`) REFERENCES `sides` (`id`) ON DELETE SET NULL, CONSTRAINT `participants_users_participants` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "participant_relationship_id_user_id" to table: "participants"
CREATE UNIQUE INDEX `participant_relationship_id_user_id` ON `participants` (`relationship_id`, `user_id`);
-- Create index "participant_user_id_relationship_id_side_id" to table: "participants"
CREATE INDEX `participant_user_id_relationship_id_side_id` ON `participants` (`user_id`, `relationship_id`, `side_id`);
-- Create index "participant_side_id" to table: "participants"
CREATE INDEX `participant_side_id` ON `participants` (`side_id`);
-- Create "relationships" table
CREATE TABLE `relationships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `agreed` bool NOT NULL DEFAULT (false), `stage` text NOT NULL DEFAULT ('PREPARE'), `joined_at` datetime NULL, PRIMARY KEY (`id`));
-- Create "revisions" table
CREATE TABLE `revisions` (`id` text NOT NULL, `created_at` datetime NOT NULL, `seq` integer NOT NULL, `digest` text NOT NULL, `texts` json NOT NULL, `document_id` text NOT NULL, `author_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `revisions_documents_revisions` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE CASCADE, CONSTRAINT `revisions_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "revision_document_id_digest" to table: "revisions"
CREATE UNIQUE INDEX `revision_document_id_digest` ON `revisions` (`document_id`, `digest`);
-- Create "sections" table
CREATE TABLE `sections` (`id` text NOT NULL, `created_at` datetime NOT NULL, `key` text NOT NULL, `prompt` text NOT NULL, `position` integer NOT NULL, `text` text NOT NULL DEFAULT (''), `seq` integer NOT NULL DEFAULT (0), `document_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sections_documents_sections` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE CASCADE);
-- Create index "section_document_id_key" to table: "sections"
CREATE UNIQUE INDEX `section_document_id_key` ON `sections` (`document_id`, `key`);
-- Create "sessions" table
CREATE TABLE `sessions` (`id` text NOT NULL, `created_at` datetime NOT NULL, `token_hash` blob NOT NULL, `device` text NULL, `seen_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `ended_at` datetime NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sessions_users_sessions` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_token_hash_key` ON `sessions` (`token_hash`);
-- Create index "session_user_id" to table: "sessions"
CREATE INDEX `session_user_id` ON `sessions` (`user_id`);
-- Create "sides" table
CREATE TABLE `sides` (`id` text NOT NULL, `created_at` datetime NOT NULL, `bank` text NOT NULL, `name` text NOT NULL, `organization_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sides_organizations_sides` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE SET NULL, CONSTRAINT `sides_relationships_sides` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "side_relationship_id_bank" to table: "sides"
CREATE UNIQUE INDEX `side_relationship_id_bank` ON `sides` (`relationship_id`, `bank`);
-- Create index "side_organization_id" to table: "sides"
CREATE INDEX `side_organization_id` ON `sides` (`organization_id`);
-- Create "side_profiles" table
CREATE TABLE `side_profiles` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `author_id` text NOT NULL, `kind` text NOT NULL DEFAULT ('OTHER'), `title` text NULL, `why` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `side_profiles_relationships_profiles` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "sideprofile_relationship_id" to table: "side_profiles"
CREATE INDEX `sideprofile_relationship_id` ON `side_profiles` (`relationship_id`);
-- Create index "sideprofile_side_id" to table: "side_profiles"
CREATE INDEX `sideprofile_side_id` ON `side_profiles` (`side_id`);
-- Create index "sideprofile_author_id" to table: "side_profiles"
CREATE INDEX `sideprofile_author_id` ON `side_profiles` (`author_id`);
-- Create index "sideprofile_relationship_id_side_id" to table: "side_profiles"
CREATE UNIQUE INDEX `sideprofile_relationship_id_side_id` ON `side_profiles` (`relationship_id`, `side_id`);
-- Create "streams" table
CREATE TABLE `streams` (`id` text NOT NULL, `seq` integer NOT NULL DEFAULT (0), PRIMARY KEY (`id`));
-- Create "users" table
CREATE TABLE `users` (`id` text NOT NULL, `created_at` datetime NOT NULL, `email` text NOT NULL, `name` text NOT NULL, `password_hash` text NOT NULL, `zone` text NOT NULL DEFAULT ('UTC'), PRIMARY KEY (`id`));
-- Create index "users_email_key" to table: "users"
CREATE UNIQUE INDEX `users_email_key` ON `users` (`email`);
-- Create "commitment_owners" table
CREATE TABLE `commitment_owners` (`commitment_id` text NOT NULL, `participant_id` text NOT NULL, PRIMARY KEY (`commitment_id`, `participant_id`), CONSTRAINT `commitment_owners_commitment_id` FOREIGN KEY (`commitment_id`) REFERENCES `commitments` (`id`) ON DELETE CASCADE, CONSTRAINT `commitment_owners_participant_id` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE CASCADE);
