-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_documents" table
CREATE TABLE `new_documents` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `kind` text NOT NULL, `title` text NOT NULL, `seq` integer NOT NULL DEFAULT (0), `edited_at` datetime NULL, `author_id` text NOT NULL, `proposal_id` text NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `documents_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `documents_agreements_proposal` FOREIGN KEY (`proposal_id`) REFERENCES `agreements` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_relationships_documents` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
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
-- Create "agreement_signers" table
CREATE TABLE `agreement_signers` (`agreement_id` text NOT NULL, `participant_id` text NOT NULL, PRIMARY KEY (`agreement_id`, `participant_id`), CONSTRAINT `agreement_signers_agreement_id` FOREIGN KEY (`agreement_id`) REFERENCES `agreements` (`id`) ON DELETE CASCADE, CONSTRAINT `agreement_signers_participant_id` FOREIGN KEY (`participant_id`) REFERENCES `participants` (`id`) ON DELETE CASCADE);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
