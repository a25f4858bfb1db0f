CREATE TABLE `document_authors` (
	`name` text NOT NULL,
	`client` real NOT NULL,
	`person` text NOT NULL,
	PRIMARY KEY(`name`, `client`)
);
--> statement-breakpoint
CREATE TABLE `document_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`why` text NOT NULL,
	`state` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `document_versions_name` ON `document_versions` (`name`,`at`);