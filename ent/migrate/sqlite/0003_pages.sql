-- Drop index "commitment_relationship_id" from table: "commitments"
DROP INDEX `commitment_relationship_id`;
-- Create index "commitment_relationship_id_id" to table: "commitments"
CREATE INDEX `commitment_relationship_id_id` ON `commitments` (`relationship_id`, `id`);
-- Drop index "confirmation_relationship_id" from table: "confirmations"
DROP INDEX `confirmation_relationship_id`;
-- Create index "confirmation_relationship_id_id" to table: "confirmations"
CREATE INDEX `confirmation_relationship_id_id` ON `confirmations` (`relationship_id`, `id`);
-- Drop index "document_relationship_id" from table: "documents"
DROP INDEX `document_relationship_id`;
-- Create index "document_relationship_id_id" to table: "documents"
CREATE INDEX `document_relationship_id_id` ON `documents` (`relationship_id`, `id`);
-- Drop index "invitation_relationship_id" from table: "invitations"
DROP INDEX `invitation_relationship_id`;
-- Create index "invitation_relationship_id_id" to table: "invitations"
CREATE INDEX `invitation_relationship_id_id` ON `invitations` (`relationship_id`, `id`);
-- Drop index "jointact_relationship_id" from table: "joint_acts"
DROP INDEX `jointact_relationship_id`;
-- Create index "jointact_relationship_id_id" to table: "joint_acts"
CREATE INDEX `jointact_relationship_id_id` ON `joint_acts` (`relationship_id`, `id`);
-- Drop index "outcome_relationship_id" from table: "outcomes"
DROP INDEX `outcome_relationship_id`;
-- Create index "outcome_relationship_id_id" to table: "outcomes"
CREATE INDEX `outcome_relationship_id_id` ON `outcomes` (`relationship_id`, `id`);
-- Drop index "sideprofile_relationship_id" from table: "side_profiles"
DROP INDEX `sideprofile_relationship_id`;
-- Create index "sideprofile_relationship_id_id" to table: "side_profiles"
CREATE INDEX `sideprofile_relationship_id_id` ON `side_profiles` (`relationship_id`, `id`);
