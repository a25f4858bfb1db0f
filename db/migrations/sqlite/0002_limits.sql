-- SQLite takes a check into a table only by building the table anew. What belongs to others is left pointing at nothing for
-- a moment, so foreign keys must be off, which is done before the transaction begins (`migrateFile` in db/connect.ts); the
-- last statements look whether all of it fits together again, or nothing has happened. Tables that others point at come
-- first. Written by hand: what fills the new columns, the count of participants, and that last look.
CREATE TABLE `__new_municipalities` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "municipalities_name_length" CHECK(length("__new_municipalities"."name") between 1 and 80)
);
--> statement-breakpoint
INSERT INTO `__new_municipalities`("code", "name", "created_at") SELECT "code", "name", "created_at" FROM `municipalities`;--> statement-breakpoint
DROP TABLE `municipalities`;--> statement-breakpoint
ALTER TABLE `__new_municipalities` RENAME TO `municipalities`;--> statement-breakpoint
CREATE TABLE `__new_places` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text DEFAULT 'village' NOT NULL,
	`population` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`municipality_code`) REFERENCES `municipalities`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "places_name_length" CHECK(length("__new_places"."name") between 1 and 80),
	CONSTRAINT "places_population_range" CHECK("__new_places"."population" between 0 and 2000000)
);
--> statement-breakpoint
INSERT INTO `__new_places`("id", "municipality_code", "name", "kind", "population", "created_at") SELECT "id", "municipality_code", "name", "kind", "population", "created_at" FROM `places`;--> statement-breakpoint
DROP TABLE `places`;--> statement-breakpoint
ALTER TABLE `__new_places` RENAME TO `places`;--> statement-breakpoint
CREATE UNIQUE INDEX `places_name` ON `places` (`municipality_code`,`name`);--> statement-breakpoint
CREATE TABLE `__new_meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`place_id` text NOT NULL,
	`title` text NOT NULL,
	`day` text NOT NULL,
	`starts_at` text,
	`venue` text,
	`state` text DEFAULT 'draft' NOT NULL,
	`template` text NOT NULL,
	`custodian` text NOT NULL,
	`ladder_level` text NOT NULL,
	`feedback_owner` text,
	`feedback_due` text,
	`join_code` text,
	`join_token` text NOT NULL,
	`screen_token` text NOT NULL,
	`current_step_id` text,
	`timer_ends_at` integer,
	`timer_minutes` integer,
	`note_counter` integer DEFAULT 0 NOT NULL,
	`attended` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	`delivered_at` integer,
	FOREIGN KEY (`municipality_code`) REFERENCES `municipalities`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meetings_title_length" CHECK(length("__new_meetings"."title") between 1 and 120),
	CONSTRAINT "meetings_attended_range" CHECK("__new_meetings"."attended" between 0 and 5000)
);
--> statement-breakpoint
INSERT INTO `__new_meetings`("id", "municipality_code", "place_id", "title", "day", "starts_at", "venue", "state", "template", "custodian", "ladder_level", "feedback_owner", "feedback_due", "join_code", "join_token", "screen_token", "current_step_id", "timer_ends_at", "timer_minutes", "note_counter", "attended", "created_by", "created_at", "opened_at", "closed_at", "delivered_at") SELECT "id", "municipality_code", "place_id", "title", "day", "starts_at", "venue", "state", "template", "custodian", "ladder_level", "feedback_owner", "feedback_due", "join_code", "join_token", "screen_token", "current_step_id", "timer_ends_at", "timer_minutes", "note_counter", "attended", "created_by", "created_at", "opened_at", "closed_at", "delivered_at" FROM `meetings`;--> statement-breakpoint
DROP TABLE `meetings`;--> statement-breakpoint
ALTER TABLE `__new_meetings` RENAME TO `meetings`;--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_joinCode_unique` ON `meetings` (`join_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_joinToken_unique` ON `meetings` (`join_token`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_screenToken_unique` ON `meetings` (`screen_token`);--> statement-breakpoint
CREATE INDEX `meetings_municipality` ON `meetings` (`municipality_code`);--> statement-breakpoint
CREATE TABLE `__new_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`question_id` text,
	`question` text,
	`minutes` integer NOT NULL,
	`dots_per_person` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`notes_revealed` integer DEFAULT false NOT NULL,
	`dots_revealed` integer DEFAULT false NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "steps_title_length" CHECK(length("__new_steps"."title") between 1 and 80),
	CONSTRAINT "steps_question_length" CHECK(length("__new_steps"."question") <= 300),
	CONSTRAINT "steps_minutes_range" CHECK("__new_steps"."minutes" between 0 and 240),
	CONSTRAINT "steps_dotsPerPerson_range" CHECK("__new_steps"."dots_per_person" between 0 and 10),
	CONSTRAINT "steps_position_budget" CHECK("__new_steps"."position" between -40 and 39)
);
--> statement-breakpoint
INSERT INTO `__new_steps`("id", "meeting_id", "position", "kind", "title", "question_id", "question", "minutes", "dots_per_person", "state", "notes_revealed", "dots_revealed", "opened_at", "closed_at") SELECT "id", "meeting_id", "position", "kind", "title", "question_id", "question", "minutes", "dots_per_person", "state", "notes_revealed", "dots_revealed", "opened_at", "closed_at" FROM `steps`;--> statement-breakpoint
DROP TABLE `steps`;--> statement-breakpoint
ALTER TABLE `__new_steps` RENAME TO `steps`;--> statement-breakpoint
CREATE UNIQUE INDEX `steps_position` ON `steps` (`meeting_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `steps_budget` ON `steps` (`id`,`dots_per_person`);--> statement-breakpoint
CREATE TABLE `__new_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`step_id` text NOT NULL,
	`question_id` text,
	`number` integer NOT NULL,
	`participant_id` text,
	`own_number` integer,
	`text` text NOT NULL,
	`original` text,
	`lang` text DEFAULT 'sv' NOT NULL,
	`translation` text,
	`channel` text NOT NULL,
	`status` text DEFAULT 'visible' NOT NULL,
	`merged_into` text,
	`service_codes` text NOT NULL,
	`responsible_level` text,
	`theme_id` text,
	`written_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notes_text_length" CHECK(length("__new_notes"."text") between 1 and 1000),
	CONSTRAINT "notes_original_length" CHECK(length("__new_notes"."original") between 1 and 1000),
	CONSTRAINT "notes_number_budget" CHECK("__new_notes"."number" between 1 and 5000),
	CONSTRAINT "notes_own_number_budget" CHECK("__new_notes"."own_number" between 1 and 200),
	CONSTRAINT "notes_own_number_cut" CHECK(("__new_notes"."participant_id" is null) = ("__new_notes"."own_number" is null))
);
--> statement-breakpoint
INSERT INTO `__new_notes`("id", "meeting_id", "step_id", "question_id", "number", "participant_id", "own_number", "text", "original", "lang", "translation", "channel", "status", "merged_into", "service_codes", "responsible_level", "theme_id", "written_at", "updated_at") SELECT "id", "meeting_id", "step_id", "question_id", "number", "participant_id", CASE WHEN "participant_id" IS NULL THEN NULL ELSE row_number() OVER (PARTITION BY "participant_id" ORDER BY "number") END, "text", "original", "lang", "translation", "channel", "status", "merged_into", "service_codes", "responsible_level", "theme_id", "written_at", "updated_at" FROM `notes`;--> statement-breakpoint
DROP TABLE `notes`;--> statement-breakpoint
ALTER TABLE `__new_notes` RENAME TO `notes`;--> statement-breakpoint
CREATE UNIQUE INDEX `notes_number` ON `notes` (`meeting_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `notes_own_number` ON `notes` (`participant_id`,`own_number`);--> statement-breakpoint
CREATE TABLE `__new_dots` (
	`step_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`dot` integer NOT NULL,
	`budget` integer NOT NULL,
	`target_id` text NOT NULL,
	`placed_at` integer NOT NULL,
	PRIMARY KEY(`step_id`, `participant_id`, `dot`),
	FOREIGN KEY (`participant_id`) REFERENCES `participants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_id`,`budget`) REFERENCES `steps`(`id`,`dots_per_person`) ON UPDATE cascade ON DELETE no action,
	CONSTRAINT "dots_number" CHECK("__new_dots"."dot" between 1 and 10),
	CONSTRAINT "dots_round_budget" CHECK("__new_dots"."dot" <= "__new_dots"."budget")
);
--> statement-breakpoint
INSERT INTO `__new_dots`("step_id", "participant_id", "dot", "budget", "target_id", "placed_at") SELECT "step_id", "participant_id", "dot", (SELECT "dots_per_person" FROM `steps` WHERE `steps`.`id` = `dots`.`step_id`), "target_id", "placed_at" FROM `dots`;--> statement-breakpoint
DROP TABLE `dots`;--> statement-breakpoint
ALTER TABLE `__new_dots` RENAME TO `dots`;--> statement-breakpoint
CREATE TABLE `__new_offers` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`step_id` text NOT NULL,
	`participant_id` text,
	`own_number` integer,
	`note_id` text,
	`theme_id` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`amount` real,
	`unit` text,
	`condition` text,
	`owner_label` text,
	`status` text DEFAULT 'offered' NOT NULL,
	`contact_ref` text,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offers_text_length" CHECK(length("__new_offers"."text") between 1 and 600),
	CONSTRAINT "offers_condition_length" CHECK(length("__new_offers"."condition") <= 400),
	CONSTRAINT "offers_amount_range" CHECK("__new_offers"."amount" between 0 and 100000000),
	CONSTRAINT "offers_own_number_budget" CHECK("__new_offers"."own_number" between 1 and 20),
	CONSTRAINT "offers_own_number_cut" CHECK(("__new_offers"."participant_id" is null) = ("__new_offers"."own_number" is null))
);
--> statement-breakpoint
INSERT INTO `__new_offers`("id", "meeting_id", "step_id", "participant_id", "own_number", "note_id", "theme_id", "kind", "text", "amount", "unit", "condition", "owner_label", "status", "contact_ref", "made_at") SELECT "id", "meeting_id", "step_id", "participant_id", CASE WHEN "participant_id" IS NULL THEN NULL ELSE row_number() OVER (PARTITION BY "participant_id" ORDER BY "made_at", "id") END, "note_id", "theme_id", "kind", "text", "amount", "unit", "condition", "owner_label", "status", "contact_ref", "made_at" FROM `offers`;--> statement-breakpoint
DROP TABLE `offers`;--> statement-breakpoint
ALTER TABLE `__new_offers` RENAME TO `offers`;--> statement-breakpoint
CREATE INDEX `offers_meeting` ON `offers` (`meeting_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `offers_own_number` ON `offers` (`participant_id`,`own_number`);--> statement-breakpoint
CREATE TABLE `__new_contacts` (
	`ref` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`contact` text NOT NULL,
	`expires_at` integer NOT NULL,
	CONSTRAINT "contacts_contact_length" CHECK(length("__new_contacts"."contact") between 1 and 200)
);
--> statement-breakpoint
INSERT INTO `__new_contacts`("ref", "meeting_id", "contact", "expires_at") SELECT "ref", "meeting_id", "contact", "expires_at" FROM `contacts`;--> statement-breakpoint
DROP TABLE `contacts`;--> statement-breakpoint
ALTER TABLE `__new_contacts` RENAME TO `contacts`;--> statement-breakpoint
CREATE TABLE `__new_plan_inputs` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`municipality_code` text NOT NULL,
	`place_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`service_codes` text NOT NULL,
	`responsible_level` text NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`cost` integer,
	`cost_basis` text,
	`forward_to` text,
	`in_regional_programme` integer,
	`registry_number` text,
	`received_on` text,
	`written_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_code`) REFERENCES `municipalities`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_inputs_title_length" CHECK(length("__new_plan_inputs"."title") between 1 and 120),
	CONSTRAINT "plan_inputs_text_length" CHECK(length("__new_plan_inputs"."text") <= 4000),
	CONSTRAINT "plan_inputs_registryNumber_length" CHECK(length("__new_plan_inputs"."registry_number") between 1 and 40)
);
--> statement-breakpoint
INSERT INTO `__new_plan_inputs`("id", "meeting_id", "municipality_code", "place_id", "kind", "title", "text", "service_codes", "responsible_level", "status", "cost", "cost_basis", "forward_to", "in_regional_programme", "registry_number", "received_on", "written_by", "created_at", "updated_at", "submitted_at") SELECT "id", "meeting_id", "municipality_code", "place_id", "kind", "title", "text", "service_codes", "responsible_level", "status", "cost", "cost_basis", "forward_to", "in_regional_programme", "registry_number", "received_on", "written_by", "created_at", "updated_at", "submitted_at" FROM `plan_inputs`;--> statement-breakpoint
DROP TABLE `plan_inputs`;--> statement-breakpoint
ALTER TABLE `__new_plan_inputs` RENAME TO `plan_inputs`;--> statement-breakpoint
CREATE INDEX `plan_inputs_municipality` ON `plan_inputs` (`municipality_code`);--> statement-breakpoint
CREATE INDEX `plan_inputs_meeting` ON `plan_inputs` (`meeting_id`);--> statement-breakpoint
-- A participant has no number: those who have said nothing can be put out again, and others come in.
CREATE TRIGGER `participants_budget` BEFORE INSERT ON `participants`
WHEN (SELECT count(*) FROM `participants` WHERE `meeting_id` = NEW.`meeting_id`) >= 1500
BEGIN
	SELECT RAISE(ABORT, 'participants_budget');
END;--> statement-breakpoint
CREATE TABLE `__astray` (`rows` integer, CONSTRAINT "nothing_points_astray" CHECK(`rows` = 0));--> statement-breakpoint
INSERT INTO `__astray` SELECT count(*) FROM pragma_foreign_key_check;--> statement-breakpoint
DROP TABLE `__astray`;