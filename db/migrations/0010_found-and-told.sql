CREATE TABLE "published_texts" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"revision_id" uuid NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moved_handles" (
	"handle" text PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ping_failures" (
	"endpoint" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"article_id" uuid NOT NULL,
	"last_error" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "hubs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "index_now_key" text;--> statement-breakpoint
ALTER TABLE "published_texts" ADD CONSTRAINT "published_texts_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_handles" ADD CONSTRAINT "moved_handles_author_id_authors_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."authors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "published_texts_trigrams" ON "published_texts" USING gin ("text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "moved_handles_author" ON "moved_handles" USING btree ("author_id");