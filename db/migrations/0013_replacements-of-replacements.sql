ALTER TABLE "media" ADD COLUMN "shown_as" text;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_shown_as_media_id_fk" FOREIGN KEY ("shown_as") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_shown_as" ON "media" USING btree ("shown_as");--> statement-breakpoint
UPDATE "media" SET "shown_as" = "replaced_by" WHERE "replaced_by" IS NOT NULL;
