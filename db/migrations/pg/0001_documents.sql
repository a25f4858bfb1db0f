CREATE TABLE "document_authors" (
	"name" text NOT NULL,
	"client" double precision NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "document_authors_name_client_pk" PRIMARY KEY("name","client")
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "document_versions_name" ON "document_versions" USING btree ("name","at");