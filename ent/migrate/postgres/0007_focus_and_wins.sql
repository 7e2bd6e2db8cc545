-- Modify "relationships" table
ALTER TABLE "relationships" ADD COLUMN "meeting_budget" bigint NOT NULL DEFAULT 2, ADD COLUMN "agenda_budget" bigint NOT NULL DEFAULT 5;
-- Create "benefits" table
CREATE TABLE "benefits" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "state" character varying NOT NULL DEFAULT 'AHEAD', "changed_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "label" character varying NOT NULL, "unit" character varying NULL, "currency" character varying NULL, "before" bigint NULL, "hoped" bigint NULL, "after" bigint NULL, "came" character varying NULL, "said_by_id" character varying NULL, "said_side_id" character varying NULL, "of_side_id" character varying NOT NULL, "author_id" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "benefits_relationships_benefits" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "benefits_sides_of_side" FOREIGN KEY ("of_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "benefits_sides_said_side" FOREIGN KEY ("said_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "benefits_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "benefits_users_said_by" FOREIGN KEY ("said_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "benefit_author_id" to table: "benefits"
CREATE INDEX "benefit_author_id" ON "benefits" ("author_id");
-- Create index "benefit_of_side_id" to table: "benefits"
CREATE INDEX "benefit_of_side_id" ON "benefits" ("of_side_id");
-- Create index "benefit_relationship_id_id" to table: "benefits"
CREATE INDEX "benefit_relationship_id_id" ON "benefits" ("relationship_id", "id");
-- Create index "benefit_side_id" to table: "benefits"
CREATE INDEX "benefit_side_id" ON "benefits" ("side_id");
-- Modify "participants" table
ALTER TABLE "participants" ADD COLUMN "hub" boolean NOT NULL DEFAULT false, ADD COLUMN "facet" character varying NULL, ADD COLUMN "until" character varying(10) NULL;
-- Create "milestones" table
CREATE TABLE "milestones" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "state" character varying NOT NULL DEFAULT 'AHEAD', "changed_at" timestamptz NOT NULL, "title" character varying NOT NULL, "due" character varying(10) NOT NULL, "expected" character varying(10) NOT NULL, "slip_seen" character varying(10) NULL, "reason" character varying NULL, "said_by_id" character varying NULL, "said_side_id" character varying NULL, "of_side_id" character varying NOT NULL, "owner_id" character varying NOT NULL, "author_id" character varying NOT NULL, "outcome_id" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "milestones_outcomes_milestones" FOREIGN KEY ("outcome_id") REFERENCES "outcomes" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "milestones_participants_owner" FOREIGN KEY ("owner_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "milestones_relationships_milestones" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "milestones_sides_of_side" FOREIGN KEY ("of_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "milestones_sides_said_side" FOREIGN KEY ("said_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "milestones_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "milestones_users_said_by" FOREIGN KEY ("said_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "milestone_author_id" to table: "milestones"
CREATE INDEX "milestone_author_id" ON "milestones" ("author_id");
-- Create index "milestone_outcome_id_due" to table: "milestones"
CREATE INDEX "milestone_outcome_id_due" ON "milestones" ("outcome_id", "due");
-- Create index "milestone_relationship_id_due_id" to table: "milestones"
CREATE INDEX "milestone_relationship_id_due_id" ON "milestones" ("relationship_id", "due", "id");
-- Create index "milestone_relationship_id_id" to table: "milestones"
CREATE INDEX "milestone_relationship_id_id" ON "milestones" ("relationship_id", "id");
-- Create index "milestone_side_id" to table: "milestones"
CREATE INDEX "milestone_side_id" ON "milestones" ("side_id");
-- Create "wins" table
CREATE TABLE "wins" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "state" character varying NOT NULL DEFAULT 'AHEAD', "changed_at" timestamptz NOT NULL, "text" character varying NOT NULL, "due" character varying(10) NOT NULL, "learning" character varying NULL, "relationship_id" character varying NOT NULL, "said_by_id" character varying NULL, "said_side_id" character varying NULL, "of_side_id" character varying NULL, "outcome_id" character varying NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "wins_outcomes_outcome" FOREIGN KEY ("outcome_id") REFERENCES "outcomes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "wins_relationships_wins" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "wins_sides_of_side" FOREIGN KEY ("of_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "wins_sides_said_side" FOREIGN KEY ("said_side_id") REFERENCES "sides" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "wins_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "wins_users_said_by" FOREIGN KEY ("said_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "win_author_id" to table: "wins"
CREATE INDEX "win_author_id" ON "wins" ("author_id");
-- Create index "win_outcome_id" to table: "wins"
CREATE INDEX "win_outcome_id" ON "wins" ("outcome_id");
-- Create index "win_relationship_id_changed_at_id" to table: "wins"
CREATE INDEX "win_relationship_id_changed_at_id" ON "wins" ("relationship_id", "changed_at", "id");
-- Create index "win_relationship_id_id" to table: "wins"
CREATE INDEX "win_relationship_id_id" ON "wins" ("relationship_id", "id");
-- Create index "win_side_id" to table: "wins"
CREATE INDEX "win_side_id" ON "wins" ("side_id");
-- Modify "confirmations" table
ALTER TABLE "confirmations" ADD COLUMN "benefit_id" character varying NULL, ADD COLUMN "milestone_id" character varying NULL, ADD COLUMN "win_id" character varying NULL, ADD CONSTRAINT "confirmations_benefits_confirmations" FOREIGN KEY ("benefit_id") REFERENCES "benefits" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "confirmations_milestones_confirmations" FOREIGN KEY ("milestone_id") REFERENCES "milestones" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, ADD CONSTRAINT "confirmations_wins_confirmations" FOREIGN KEY ("win_id") REFERENCES "wins" ("id") ON UPDATE NO ACTION ON DELETE SET NULL;
-- Create index "confirmation_benefit_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_benefit_id_digest_from_side_id" ON "confirmations" ("benefit_id", "digest", "from_side_id");
-- Create index "confirmation_milestone_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_milestone_id_digest_from_side_id" ON "confirmations" ("milestone_id", "digest", "from_side_id");
-- Create index "confirmation_win_id_digest_from_side_id" to table: "confirmations"
CREATE UNIQUE INDEX "confirmation_win_id_digest_from_side_id" ON "confirmations" ("win_id", "digest", "from_side_id");
-- Create "focus_items" table
CREATE TABLE "focus_items" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "kind" character varying NOT NULL, "text" character varying NOT NULL, "rhythm" character varying NULL, "fate" character varying NOT NULL, "to_whom" character varying NULL, "decided_at" timestamptz NULL, "author_id" character varying NOT NULL, "decided_by_id" character varying NULL, "outcome_id" character varying NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "focus_items_outcomes_outcome" FOREIGN KEY ("outcome_id") REFERENCES "outcomes" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "focus_items_relationships_focus_items" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "focus_items_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "focus_items_users_decided_by" FOREIGN KEY ("decided_by_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE SET NULL);
-- Create index "focusitem_author_id" to table: "focus_items"
CREATE INDEX "focusitem_author_id" ON "focus_items" ("author_id");
-- Create index "focusitem_outcome_id" to table: "focus_items"
CREATE INDEX "focusitem_outcome_id" ON "focus_items" ("outcome_id");
-- Create index "focusitem_relationship_id_id" to table: "focus_items"
CREATE INDEX "focusitem_relationship_id_id" ON "focus_items" ("relationship_id", "id");
-- Create index "focusitem_relationship_id_kind_fate" to table: "focus_items"
CREATE INDEX "focusitem_relationship_id_kind_fate" ON "focus_items" ("relationship_id", "kind", "fate");
-- Create index "focusitem_side_id" to table: "focus_items"
CREATE INDEX "focusitem_side_id" ON "focus_items" ("side_id");
-- Create "learnings" table
CREATE TABLE "learnings" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "relationship_id" character varying NOT NULL, "side_id" character varying NULL, "text" character varying NOT NULL, "item_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "learnings_focus_items_learnings" FOREIGN KEY ("item_id") REFERENCES "focus_items" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "learnings_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "learning_author_id" to table: "learnings"
CREATE INDEX "learning_author_id" ON "learnings" ("author_id");
-- Create index "learning_item_id_id" to table: "learnings"
CREATE INDEX "learning_item_id_id" ON "learnings" ("item_id", "id");
-- Create index "learning_relationship_id_id" to table: "learnings"
CREATE INDEX "learning_relationship_id_id" ON "learnings" ("relationship_id", "id");
-- Create index "learning_side_id" to table: "learnings"
CREATE INDEX "learning_side_id" ON "learnings" ("side_id");
-- Create "pairings" table
CREATE TABLE "pairings" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "author_id" character varying NOT NULL, "left_id" character varying NOT NULL, "right_id" character varying NOT NULL, "relationship_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pairings_participants_left" FOREIGN KEY ("left_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pairings_participants_right" FOREIGN KEY ("right_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pairings_relationships_pairings" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pairings_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "pairing_author_id" to table: "pairings"
CREATE INDEX "pairing_author_id" ON "pairings" ("author_id");
-- Create index "pairing_left_id_right_id" to table: "pairings"
CREATE UNIQUE INDEX "pairing_left_id_right_id" ON "pairings" ("left_id", "right_id");
-- Create index "pairing_relationship_id_id" to table: "pairings"
CREATE INDEX "pairing_relationship_id_id" ON "pairings" ("relationship_id", "id");
-- Create index "pairing_right_id" to table: "pairings"
CREATE INDEX "pairing_right_id" ON "pairings" ("right_id");
-- Create index "pairing_side_id" to table: "pairings"
CREATE INDEX "pairing_side_id" ON "pairings" ("side_id");
-- Create "topics" table
CREATE TABLE "topics" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "audience" character varying NOT NULL, "side_id" character varying NULL, "name" character varying NOT NULL, "relationship_id" character varying NOT NULL, "author_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "topics_relationships_topics" FOREIGN KEY ("relationship_id") REFERENCES "relationships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "topics_users_author" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "topic_author_id" to table: "topics"
CREATE INDEX "topic_author_id" ON "topics" ("author_id");
-- Create index "topic_relationship_id_id" to table: "topics"
CREATE INDEX "topic_relationship_id_id" ON "topics" ("relationship_id", "id");
-- Create index "topic_side_id" to table: "topics"
CREATE INDEX "topic_side_id" ON "topics" ("side_id");
-- Create "pairing_topics" table
CREATE TABLE "pairing_topics" ("pairing_id" character varying NOT NULL, "topic_id" character varying NOT NULL, PRIMARY KEY ("pairing_id", "topic_id"), CONSTRAINT "pairing_topics_pairing_id" FOREIGN KEY ("pairing_id") REFERENCES "pairings" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "pairing_topics_topic_id" FOREIGN KEY ("topic_id") REFERENCES "topics" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- Create "win_people" table
CREATE TABLE "win_people" ("win_id" character varying NOT NULL, "participant_id" character varying NOT NULL, PRIMARY KEY ("win_id", "participant_id"), CONSTRAINT "win_people_participant_id" FOREIGN KEY ("participant_id") REFERENCES "participants" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "win_people_win_id" FOREIGN KEY ("win_id") REFERENCES "wins" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
