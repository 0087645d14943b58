CREATE TABLE "quotes" (
	"digest" text PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "share_images" DROP CONSTRAINT "share_images_of_one";--> statement-breakpoint
ALTER TABLE "share_images" ADD COLUMN "quote_digest" text;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quotes_article" ON "quotes" USING btree ("article_id");--> statement-breakpoint
ALTER TABLE "share_images" ADD CONSTRAINT "share_images_quote_digest_quotes_digest_fk" FOREIGN KEY ("quote_digest") REFERENCES "public"."quotes"("digest") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "share_images_quote" ON "share_images" USING btree ("quote_digest");--> statement-breakpoint
ALTER TABLE "share_images" ADD CONSTRAINT "share_images_of_one" CHECK (("share_images"."kind" = 'article') = ("share_images"."article_id" is not null) and ("share_images"."kind" = 'author') = ("share_images"."author_id" is not null)
        and ("share_images"."kind" = 'quote') = ("share_images"."quote_digest" is not null)
        and ("share_images"."kind" in ('section', 'topic', 'series')) = ("share_images"."group_id" is not null));