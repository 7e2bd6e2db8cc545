-- Modify "invitations" table
ALTER TABLE "invitations" ADD COLUMN "facet" character varying NULL, ADD COLUMN "until" character varying(10) NULL, ADD COLUMN "act_id" character varying NULL;
