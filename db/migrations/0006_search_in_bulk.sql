DROP INDEX "article_texts_trigrams";--> statement-breakpoint
CREATE INDEX "article_texts_trigrams" ON "article_texts" USING gin ("text" gin_trgm_ops);