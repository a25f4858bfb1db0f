-- Written by hand: the order, what fills the new columns, and the count of participants.
ALTER TABLE "dots" DROP CONSTRAINT "dots_number";--> statement-breakpoint
ALTER TABLE "dots" DROP CONSTRAINT "dots_step_id_steps_id_fk";--> statement-breakpoint
DROP INDEX "notes_participant";--> statement-breakpoint
ALTER TABLE "dots" ADD COLUMN "budget" integer;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "own_number" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "own_number" integer;--> statement-breakpoint
UPDATE "dots" SET "budget" = "steps"."dots_per_person" FROM "steps" WHERE "steps"."id" = "dots"."step_id";--> statement-breakpoint
ALTER TABLE "dots" ALTER COLUMN "budget" SET NOT NULL;--> statement-breakpoint
UPDATE "notes" SET "own_number" = "own"."n" FROM (SELECT "id", row_number() OVER (PARTITION BY "participant_id" ORDER BY "number") AS "n" FROM "notes" WHERE "participant_id" IS NOT NULL) AS "own" WHERE "own"."id" = "notes"."id";--> statement-breakpoint
UPDATE "offers" SET "own_number" = "own"."n" FROM (SELECT "id", row_number() OVER (PARTITION BY "participant_id" ORDER BY "made_at", "id") AS "n" FROM "offers" WHERE "participant_id" IS NOT NULL) AS "own" WHERE "own"."id" = "offers"."id";--> statement-breakpoint
CREATE UNIQUE INDEX "notes_own_number" ON "notes" USING btree ("participant_id","own_number");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_own_number" ON "offers" USING btree ("participant_id","own_number");--> statement-breakpoint
CREATE UNIQUE INDEX "steps_budget" ON "steps" USING btree ("id","dots_per_person");--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_round" FOREIGN KEY ("step_id","budget") REFERENCES "public"."steps"("id","dots_per_person") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_contact_length" CHECK (length("contacts"."contact") between 1 and 200);--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_round_budget" CHECK ("dots"."dot" <= "dots"."budget");--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_number" CHECK ("dots"."dot" between 1 and 10);--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_title_length" CHECK (length("meetings"."title") between 1 and 120);--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_attended_range" CHECK ("meetings"."attended" between 0 and 5000);--> statement-breakpoint
ALTER TABLE "municipalities" ADD CONSTRAINT "municipalities_name_length" CHECK (length("municipalities"."name") between 1 and 80);--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_text_length" CHECK (length("notes"."text") between 1 and 1000);--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_original_length" CHECK (length("notes"."original") between 1 and 1000);--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_number_budget" CHECK ("notes"."number" between 1 and 5000);--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_own_number_budget" CHECK ("notes"."own_number" between 1 and 200);--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_own_number_cut" CHECK (("notes"."participant_id" is null) = ("notes"."own_number" is null));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_text_length" CHECK (length("offers"."text") between 1 and 600);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_condition_length" CHECK (length("offers"."condition") <= 400);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_amount_range" CHECK ("offers"."amount" between 0 and 100000000);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_own_number_budget" CHECK ("offers"."own_number" between 1 and 20);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_own_number_cut" CHECK (("offers"."participant_id" is null) = ("offers"."own_number" is null));--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_name_length" CHECK (length("places"."name") between 1 and 80);--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_population_range" CHECK ("places"."population" between 0 and 2000000);--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_title_length" CHECK (length("plan_inputs"."title") between 1 and 120);--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_text_length" CHECK (length("plan_inputs"."text") <= 4000);--> statement-breakpoint
ALTER TABLE "plan_inputs" ADD CONSTRAINT "plan_inputs_registryNumber_length" CHECK (length("plan_inputs"."registry_number") between 1 and 40);--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_title_length" CHECK (length("steps"."title") between 1 and 80);--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_question_length" CHECK (length("steps"."question") <= 300);--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_minutes_range" CHECK ("steps"."minutes" between 0 and 240);--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_dotsPerPerson_range" CHECK ("steps"."dots_per_person" between 0 and 10);--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_position_budget" CHECK ("steps"."position" between -40 and 39);--> statement-breakpoint
-- Two who come in at once both count, so the second waits for the first.
CREATE FUNCTION "participants_budget"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM 1 FROM "meetings" WHERE "id" = NEW."meeting_id" FOR UPDATE;
	IF (SELECT count(*) FROM "participants" WHERE "meeting_id" = NEW."meeting_id") >= 1500 THEN
		RAISE EXCEPTION 'participants_budget' USING ERRCODE = 'check_violation', CONSTRAINT = 'participants_budget';
	END IF;
	RETURN NEW;
END;
$$;--> statement-breakpoint
CREATE TRIGGER "participants_budget" BEFORE INSERT ON "participants" FOR EACH ROW EXECUTE FUNCTION "participants_budget"();