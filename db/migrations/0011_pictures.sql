ALTER TABLE "media" ADD COLUMN "files" jsonb;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "thumbhash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "is_moving" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "focus_x" real;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "focus_y" real;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "alt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "caption" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "credit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "licence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "expires_on" date;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "replaced_by" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "removed_by" uuid;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_replaced_by_media_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."media"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "revisions_pictures" ON "revisions" USING gin (jsonb_path_query_array("body", '$.**.media'));--> statement-breakpoint
CREATE INDEX "media_created" ON "media" USING btree ("created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "media_replaced_by" ON "media" USING btree ("replaced_by");