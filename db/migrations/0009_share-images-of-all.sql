ALTER TABLE "share_images" ALTER COLUMN "article_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "share_layout" text DEFAULT 'picture' NOT NULL;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "share_quote" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_images" ADD COLUMN "kind" text DEFAULT 'article' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_images" ADD COLUMN "author_id" uuid;--> statement-breakpoint
ALTER TABLE "share_images" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "share_images" ADD CONSTRAINT "share_images_author_id_authors_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."authors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "share_images_author" ON "share_images" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "share_images_group" ON "share_images" USING btree ("group_id");--> statement-breakpoint
ALTER TABLE "share_images" ADD CONSTRAINT "share_images_of_one" CHECK (("share_images"."kind" = 'article') = ("share_images"."article_id" is not null) and ("share_images"."kind" = 'author') = ("share_images"."author_id" is not null)
        and ("share_images"."kind" in ('section', 'topic', 'series')) = ("share_images"."group_id" is not null));