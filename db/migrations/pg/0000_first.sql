CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"what" text NOT NULL,
	"about" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"id" text PRIMARY KEY NOT NULL,
	"step_id" text NOT NULL,
	"giver" integer NOT NULL,
	"target_id" text NOT NULL,
	"dots" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"actor" text NOT NULL,
	"command_id" text NOT NULL,
	"meeting_id" text,
	"verb" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "commands_actor_command_id_pk" PRIMARY KEY("actor","command_id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"ref" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"contact" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_updates" (
	"name" text NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "document_updates_name_seq_pk" PRIMARY KEY("name","seq")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"name" text PRIMARY KEY NOT NULL,
	"epoch" integer NOT NULL,
	"client_id" double precision NOT NULL,
	"snapshot" "bytea",
	"snapshot_seq" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dot_options" (
	"step_id" text NOT NULL,
	"target_id" text NOT NULL,
	"target" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "dot_options_step_id_target_id_pk" PRIMARY KEY("step_id","target_id")
);
--> statement-breakpoint
CREATE TABLE "dots" (
	"step_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"dot" integer NOT NULL,
	"target_id" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dots_step_id_participant_id_dot_pk" PRIMARY KEY("step_id","participant_id","dot"),
	CONSTRAINT "dots_number" CHECK ("dots"."dot" >= 1 and "dots"."dot" <= 10)
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"user_id" text NOT NULL,
	"municipality_code" text NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "grants_user_id_municipality_code_role_pk" PRIMARY KEY("user_id","municipality_code","role")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"municipality_code" text NOT NULL,
	"roles" jsonb NOT NULL,
	"invited_by" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_code" text NOT NULL,
	"place_id" text NOT NULL,
	"title" text NOT NULL,
	"day" text NOT NULL,
	"starts_at" text,
	"venue" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"template" text NOT NULL,
	"custodian" text NOT NULL,
	"ladder_level" text NOT NULL,
	"feedback_owner" text,
	"feedback_due" text,
	"join_code" text,
	"join_token" text NOT NULL,
	"screen_token" text NOT NULL,
	"current_step_id" text,
	"timer_ends_at" timestamp (3) with time zone,
	"timer_minutes" integer,
	"note_counter" integer DEFAULT 0 NOT NULL,
	"attended" integer,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "meetings_joinCode_unique" UNIQUE("join_code"),
	CONSTRAINT "meetings_joinToken_unique" UNIQUE("join_token"),
	CONSTRAINT "meetings_screenToken_unique" UNIQUE("screen_token")
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"step_id" text NOT NULL,
	"question_id" text,
	"number" integer NOT NULL,
	"participant_id" text,
	"text" text NOT NULL,
	"original" text,
	"lang" text DEFAULT 'sv' NOT NULL,
	"translation" text,
	"channel" text NOT NULL,
	"status" text DEFAULT 'visible' NOT NULL,
	"merged_into" text,
	"service_codes" jsonb NOT NULL,
	"responsible_level" text,
	"theme_id" text,
	"written_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"step_id" text NOT NULL,
	"participant_id" text,
	"note_id" text,
	"theme_id" text,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"amount" double precision,
	"unit" text,
	"condition" text,
	"owner_label" text,
	"status" text DEFAULT 'offered' NOT NULL,
	"contact_ref" text,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"meeting_id" text PRIMARY KEY NOT NULL,
	"participants" integer NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "participants_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" text PRIMARY KEY NOT NULL,
	"municipality_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'village' NOT NULL,
	"population" integer,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_input_origins" (
	"plan_input_id" text NOT NULL,
	"kind" text NOT NULL,
	"origin_id" text NOT NULL,
	CONSTRAINT "plan_input_origins_plan_input_id_kind_origin_id_pk" PRIMARY KEY("plan_input_id","kind","origin_id")
);
--> statement-breakpoint
CREATE TABLE "plan_inputs" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"municipality_code" text NOT NULL,
	"place_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"service_codes" jsonb NOT NULL,
	"responsible_level" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"cost" integer,
	"cost_basis" text,
	"forward_to" text,
	"in_regional_programme" boolean,
	"registry_number" text,
	"received_on" text,
	"written_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_ins_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"question_id" text,
	"question" text,
	"minutes" integer NOT NULL,
	"dots_per_person" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"notes_revealed" boolean DEFAULT false NOT NULL,
	"dots_revealed" boolean DEFAULT false NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	"service_codes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dot_options" ADD CONSTRAINT "dot_options_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_municipality_code_municipalities_code_fk" FOREIGN KEY ("municipality_code") REFERENCES "public"."municipalities"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_step_id_steps_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_municipality_code_municipalities_code_fk" FOREIGN KEY ("municipality_code") REFERENCES "public"."municipalities"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_input_origins" ADD CONSTRAINT "plan_input_origins_plan_input_id_plan_inputs_id_fk" FOREIGN KEY ("plan_input_id") REFERENCES "public"."plan_inputs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_municipality_code_municipalities_code_fk" FOREIGN KEY ("municipality_code") REFERENCES "public"."municipalities"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ballots_step" ON "ballots" USING btree ("step_id");--> statement-breakpoint
CREATE INDEX "commands_meeting" ON "commands" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "meetings_municipality" ON "meetings" USING btree ("municipality_code");--> statement-breakpoint
CREATE UNIQUE INDEX "notes_number" ON "notes" USING btree ("meeting_id","number");--> statement-breakpoint
CREATE INDEX "notes_participant" ON "notes" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "offers_meeting" ON "offers" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "participants_meeting" ON "participants" USING btree ("meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "places_name" ON "places" USING btree ("municipality_code","name");--> statement-breakpoint
CREATE INDEX "plan_inputs_municipality" ON "plan_inputs" USING btree ("municipality_code");--> statement-breakpoint
CREATE INDEX "plan_inputs_meeting" ON "plan_inputs" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "steps_position" ON "steps" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE INDEX "themes_meeting" ON "themes" USING btree ("meeting_id");