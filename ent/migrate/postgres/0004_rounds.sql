-- Modify "relationships" table
ALTER TABLE "relationships" ADD COLUMN "fresh" boolean NOT NULL DEFAULT false, ADD COLUMN "paused_until" character varying(10) NULL, ADD COLUMN "parted_at" timestamptz NULL, ADD COLUMN "reset_at" timestamptz NULL;
-- Create "rounds" table
CREATE TABLE "rounds" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "state" character varying NOT NULL DEFAULT 'OPEN', "answering" character varying NOT NULL, "naming" character varying NOT NULL, "title" character varying NOT NULL, "questions" jsonb NOT NULL, "optional" boolean NOT NULL, "shows_ready" boolean NOT NULL, "due" character varying(10) NULL, "closed_at" timestamptz NULL, "revealed_at" timestamptz NULL, "timer_minutes" bigint NOT NULL DEFAULT 0, "timer_started_at" timestamptz NULL, "document_id" character varying NULL, "relationship_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "rounds_documents_round" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "rounds_relationships_rounds" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "rounds_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "round_author_id" to table: "rounds"
CREATE INDEX "round_author_id" ON "rounds" ("author_id");
-- Create index "round_relationship_id_id" to table: "rounds"
CREATE INDEX "round_relationship_id_id" ON "rounds" ("relationship_id", "id");
-- Create index "round_relationship_id_kind_state" to table: "rounds"
CREATE INDEX "round_relationship_id_kind_state" ON "rounds" ("relationship_id", "kind", "state");
-- Create index "round_side_id" to table: "rounds"
CREATE INDEX "round_side_id" ON "rounds" ("side_id");
-- Create index "rounds_document_id_key" to table: "rounds"
CREATE UNIQUE INDEX "rounds_document_id_key" ON "rounds" ("document_id");
-- Create "answers" table
CREATE TABLE "answers" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "author_id" character varying NOT NULL, "whose" character varying NOT NULL, "choices" jsonb NULL, "texts" jsonb NULL, "salt" character varying NULL, "digest" character varying NULL, "submitted_at" timestamptz NULL, "submitted_by_id" character varying NULL, "from_side_id" character varying NOT NULL, "person_id" character varying NULL, "document_id" character varying NULL, "round_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "answers_documents_answer" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "answers_rounds_answers" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "answers_sides_from_side" FOREIGN KEY ("from_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "answers_users_person" FOREIGN KEY ("person_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "answer_author_id" to table: "answers"
CREATE INDEX "answer_author_id" ON "answers" ("author_id");
-- Create index "answer_relationship_id_id" to table: "answers"
CREATE INDEX "answer_relationship_id_id" ON "answers" ("relationship_id", "id");
-- Create index "answer_round_id_whose" to table: "answers"
CREATE UNIQUE INDEX "answer_round_id_whose" ON "answers" ("round_id", "whose");
-- Create index "answer_side_id" to table: "answers"
CREATE INDEX "answer_side_id" ON "answers" ("side_id");
-- Create index "answers_document_id_key" to table: "answers"
CREATE UNIQUE INDEX "answers_document_id_key" ON "answers" ("document_id");
-- Modify "confirmations" table
ALTER TABLE "confirmations" DROP CONSTRAINT "confirmations_commitments_confirmations", ALTER COLUMN "commitment_id" DROP NOT NULL, ADD COLUMN "outcome_id" character varying NULL, ADD CONSTRAINT "confirmations_commitments_confirmations" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "confirmations_outcomes_confirmations" FOREIGN KEY ("outcome_id") REFERENCES "outcomes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "confirmation_outcome_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_outcome_id_digest_from_side_id" ON "confirmations" ("outcome_id", "digest", "from_side_id");
-- Create "waypoints" table
CREATE TABLE "waypoints" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "title" character varying NOT NULL, "due" character varying(10) NOT NULL, "state" character varying NOT NULL DEFAULT 'AHEAD', "relationship_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "waypoints_relationships_waypoints" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "waypoints_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "waypoint_author_id" to table: "waypoints"
CREATE INDEX "waypoint_author_id" ON "waypoints" ("author_id");
-- Create index "waypoint_relationship_id_id" to table: "waypoints"
CREATE INDEX "waypoint_relationship_id_id" ON "waypoints" ("relationship_id", "id");
-- Create index "waypoint_side_id" to table: "waypoints"
CREATE INDEX "waypoint_side_id" ON "waypoints" ("side_id");
-- Create "course_corrections" table
CREATE TABLE "course_corrections" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "reason" character varying NOT NULL, "from" jsonb NOT NULL, "to" jsonb NOT NULL, "author_id" character varying NOT NULL, "waypoint_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "course_corrections_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "course_corrections_waypoints_corrections" FOREIGN KEY ("waypoint_id") REFERENCES "waypoints" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "coursecorrection_author_id" to table: "course_corrections"
CREATE INDEX "coursecorrection_author_id" ON "course_corrections" ("author_id");
-- Create index "coursecorrection_relationship_id_id" to table: "course_corrections"
CREATE INDEX "coursecorrection_relationship_id_id" ON "course_corrections" ("relationship_id", "id");
-- Create index "coursecorrection_side_id" to table: "course_corrections"
CREATE INDEX "coursecorrection_side_id" ON "course_corrections" ("side_id");
-- Create index "coursecorrection_waypoint_id_id" to table: "course_corrections"
CREATE INDEX "coursecorrection_waypoint_id_id" ON "course_corrections" ("waypoint_id", "id");
-- Create "marks" table
CREATE TABLE "marks" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "key" character varying NOT NULL, "kind" character varying NOT NULL, "name" character varying NOT NULL, "spans" jsonb NOT NULL, "author_id" character varying NOT NULL, "round_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "marks_rounds_marks" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "marks_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "mark_author_id" to table: "marks"
CREATE INDEX "mark_author_id" ON "marks" ("author_id");
-- Create index "mark_relationship_id_id" to table: "marks"
CREATE INDEX "mark_relationship_id_id" ON "marks" ("relationship_id", "id");
-- Create index "mark_round_id_id" to table: "marks"
CREATE INDEX "mark_round_id_id" ON "marks" ("round_id", "id");
-- Create index "mark_side_id" to table: "marks"
CREATE INDEX "mark_side_id" ON "marks" ("side_id");
-- Create "needs" table
CREATE TABLE "needs" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "state" character varying NOT NULL, "text" character varying NOT NULL, "guess" character varying NULL, "of_side_id" character varying NOT NULL, "author_id" character varying NOT NULL, "commitment_id" character varying NULL, "outcome_id" character varying NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "needs_commitments_commitment" FOREIGN KEY ("commitment_id") REFERENCES "commitments" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "needs_outcomes_outcome" FOREIGN KEY ("outcome_id") REFERENCES "outcomes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "needs_relationships_needs" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "needs_sides_of_side" FOREIGN KEY ("of_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "needs_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "need_author_id" to table: "needs"
CREATE INDEX "need_author_id" ON "needs" ("author_id");
-- Create index "need_commitment_id" to table: "needs"
CREATE INDEX "need_commitment_id" ON "needs" ("commitment_id");
-- Create index "need_of_side_id" to table: "needs"
CREATE INDEX "need_of_side_id" ON "needs" ("of_side_id");
-- Create index "need_outcome_id" to table: "needs"
CREATE INDEX "need_outcome_id" ON "needs" ("outcome_id");
-- Create index "need_relationship_id_id" to table: "needs"
CREATE INDEX "need_relationship_id_id" ON "needs" ("relationship_id", "id");
-- Create index "need_side_id" to table: "needs"
CREATE INDEX "need_side_id" ON "needs" ("side_id");
-- Create "pooled_answers" table
CREATE TABLE "pooled_answers" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "relationship_id" character varying NOT NULL, "key" character varying NOT NULL, "text" text NOT NULL, "from_side_id" character varying NOT NULL, "round_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pooled_answers_rounds_pooled_answers" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pooled_answers_sides_from_side" FOREIGN KEY ("from_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "pooledanswer_round_id_id" to table: "pooled_answers"
CREATE INDEX "pooledanswer_round_id_id" ON "pooled_answers" ("round_id", "id");
-- Create "risks" table
CREATE TABLE "risks" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "text" character varying NOT NULL, "relationship_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "risks_relationships_risks" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "risks_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "risk_author_id" to table: "risks"
CREATE INDEX "risk_author_id" ON "risks" ("author_id");
-- Create index "risk_relationship_id_id" to table: "risks"
CREATE INDEX "risk_relationship_id_id" ON "risks" ("relationship_id", "id");
-- Create index "risk_side_id" to table: "risks"
CREATE INDEX "risk_side_id" ON "risks" ("side_id");
-- Create "round_asked" table
CREATE TABLE "round_asked" ("round_id" character varying NOT NULL, "participant_id" character varying NOT NULL, PRIMARY KEY ("round_id", "participant_id"), CONSTRAINT "round_asked_participant_id" FOREIGN KEY ("participant_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "round_asked_round_id" FOREIGN KEY ("round_id") REFERENCES "rounds" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
