CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`what` text NOT NULL,
	`about` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ballots` (
	`id` text PRIMARY KEY NOT NULL,
	`step_id` text NOT NULL,
	`giver` integer NOT NULL,
	`target_id` text NOT NULL,
	`dots` integer NOT NULL,
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ballots_step` ON `ballots` (`step_id`);--> statement-breakpoint
CREATE TABLE `commands` (
	`actor` text NOT NULL,
	`command_id` text NOT NULL,
	`meeting_id` text,
	`verb` text NOT NULL,
	`body_hash` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`actor`, `command_id`)
);
--> statement-breakpoint
CREATE INDEX `commands_meeting` ON `commands` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`ref` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`contact` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `document_updates` (
	`name` text NOT NULL,
	`seq` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`name`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`name` text PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`client_id` real NOT NULL,
	`snapshot` blob,
	`snapshot_seq` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dot_options` (
	`step_id` text NOT NULL,
	`target_id` text NOT NULL,
	`target` text NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`step_id`, `target_id`),
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dots` (
	`step_id` text NOT NULL,
	`participant_id` text NOT NULL,
	`dot` integer NOT NULL,
	`target_id` text NOT NULL,
	`placed_at` integer NOT NULL,
	PRIMARY KEY(`step_id`, `participant_id`, `dot`),
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant_id`) REFERENCES `participants`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dots_number" CHECK("dots"."dot" >= 1 and "dots"."dot" <= 10)
);
--> statement-breakpoint
CREATE TABLE `grants` (
	`user_id` text NOT NULL,
	`municipality_code` text NOT NULL,
	`role` text NOT NULL,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `municipality_code`, `role`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`email` text NOT NULL,
	`municipality_code` text NOT NULL,
	`roles` text NOT NULL,
	`invited_by` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_tokenHash_unique` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE TABLE `meetings` (
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
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_joinCode_unique` ON `meetings` (`join_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_joinToken_unique` ON `meetings` (`join_token`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_screenToken_unique` ON `meetings` (`screen_token`);--> statement-breakpoint
CREATE INDEX `meetings_municipality` ON `meetings` (`municipality_code`);--> statement-breakpoint
CREATE TABLE `municipalities` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`step_id` text NOT NULL,
	`question_id` text,
	`number` integer NOT NULL,
	`participant_id` text,
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
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_number` ON `notes` (`meeting_id`,`number`);--> statement-breakpoint
CREATE INDEX `notes_participant` ON `notes` (`participant_id`);--> statement-breakpoint
CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`step_id` text NOT NULL,
	`participant_id` text,
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
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `offers_meeting` ON `offers` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `outcomes` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`participants` integer NOT NULL,
	`closed_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `participants` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`joined_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participants_secretHash_unique` ON `participants` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `participants_meeting` ON `participants` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `places` (
	`id` text PRIMARY KEY NOT NULL,
	`municipality_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text DEFAULT 'village' NOT NULL,
	`population` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`municipality_code`) REFERENCES `municipalities`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `places_name` ON `places` (`municipality_code`,`name`);--> statement-breakpoint
CREATE TABLE `plan_input_origins` (
	`plan_input_id` text NOT NULL,
	`kind` text NOT NULL,
	`origin_id` text NOT NULL,
	PRIMARY KEY(`plan_input_id`, `kind`, `origin_id`),
	FOREIGN KEY (`plan_input_id`) REFERENCES `plan_inputs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `plan_inputs` (
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
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_inputs_municipality` ON `plan_inputs` (`municipality_code`);--> statement-breakpoint
CREATE INDEX `plan_inputs_meeting` ON `plan_inputs` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_token_unique` ON `sign_ins` (`token`);--> statement-breakpoint
CREATE INDEX `sign_ins_user` ON `sign_ins` (`user_id`);--> statement-breakpoint
CREATE TABLE `steps` (
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
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `steps_position` ON `steps` (`meeting_id`,`position`);--> statement-breakpoint
CREATE TABLE `themes` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	`service_codes` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `themes_meeting` ON `themes` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
