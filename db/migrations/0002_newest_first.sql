DROP INDEX "articles_published_at";--> statement-breakpoint
DROP INDEX "articles_changed_at";--> statement-breakpoint
CREATE INDEX "articles_published" ON "articles" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "articles_changed" ON "articles" USING btree ("changed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);