ALTER TABLE "articles" DROP CONSTRAINT "articles_schedule_whole";--> statement-breakpoint
ALTER TABLE "article_slugs" ADD COLUMN "public_from" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "scheduled_slug" text;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_schedule_whole" CHECK (num_nulls("articles"."scheduled_at", "articles"."scheduled_revision_id", "articles"."scheduled_slug") in (0, 3));