-- Create "publications" table
CREATE TABLE "publications" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "author_id" character varying NOT NULL, "agreement_id" character varying NOT NULL, "digest" character varying NOT NULL, "texts" jsonb NOT NULL, "signers" jsonb NOT NULL, "left_name" character varying NOT NULL, "right_name" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "publications_relationships_publications" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "publication_author_id" to table: "publications"
CREATE INDEX "publication_author_id" ON "publications" ("author_id");
-- Create index "publication_relationship_id_id" to table: "publications"
CREATE INDEX "publication_relationship_id_id" ON "publications" ("relationship_id", "id");
-- Create index "publication_side_id" to table: "publications"
CREATE INDEX "publication_side_id" ON "publications" ("side_id");
-- Create index "publications_agreement_id_key" to table: "publications"
CREATE UNIQUE INDEX "publications_agreement_id_key" ON "publications" ("agreement_id");
-- Create "readings" table
CREATE TABLE "readings" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "organization_id" character varying NOT NULL, "publication_id" character varying NOT NULL, "user_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "readings_publications_readings" FOREIGN KEY ("publication_id") REFERENCES "publications" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "readings_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "reading_publication_id_organization_id_user_id" to table: "readings"
CREATE UNIQUE INDEX "reading_publication_id_organization_id_user_id" ON "readings" ("publication_id", "organization_id", "user_id");
