-- Create "publications" table
CREATE TABLE `publications` (`id` text NOT NULL, `created_at` datetime NOT NULL, `audience` text NOT NULL, `side_id` text NULL, `author_id` text NOT NULL, `agreement_id` text NOT NULL, `digest` text NOT NULL, `texts` json NOT NULL, `signers` json NOT NULL, `left_name` text NOT NULL, `right_name` text NOT NULL, `relationship_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `publications_relationships_publications` FOREIGN KEY (`relationship_id`) REFERENCES `relationships` (`id`) ON DELETE NO ACTION);
-- Create index "publications_agreement_id_key" to table: "publications"
CREATE UNIQUE INDEX `publications_agreement_id_key` ON `publications` (`agreement_id`);
-- Create index "publication_relationship_id_id" to table: "publications"
CREATE INDEX `publication_relationship_id_id` ON `publications` (`relationship_id`, `id`);
-- Create index "publication_side_id" to table: "publications"
CREATE INDEX `publication_side_id` ON `publications` (`side_id`);
-- Create index "publication_author_id" to table: "publications"
CREATE INDEX `publication_author_id` ON `publications` (`author_id`);
-- Create "readings" table
CREATE TABLE `readings` (`id` text NOT NULL, `created_at` datetime NOT NULL, `organization_id` text NOT NULL, `publication_id` text NOT NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `readings_publications_readings` FOREIGN KEY (`publication_id`) REFERENCES `publications` (`id`) ON DELETE NO ACTION, CONSTRAINT `readings_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Create index "reading_publication_id_organization_id_user_id" to table: "readings"
CREATE UNIQUE INDEX `reading_publication_id_organization_id_user_id` ON `readings` (`publication_id`, `organization_id`, `user_id`);
