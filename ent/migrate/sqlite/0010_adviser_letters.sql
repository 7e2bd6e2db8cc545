-- Add column "facet" to table: "invitations"
ALTER TABLE `invitations` ADD COLUMN `facet` text NULL;
-- Add column "until" to table: "invitations"
ALTER TABLE `invitations` ADD COLUMN `until` varchar NULL;
-- Add column "act_id" to table: "invitations"
ALTER TABLE `invitations` ADD COLUMN `act_id` text NULL;
