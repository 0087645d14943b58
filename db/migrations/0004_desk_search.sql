CREATE TABLE "article_texts" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_slugs" DROP CONSTRAINT "article_slugs_article_id_articles_id_fk";
--> statement-breakpoint
ALTER TABLE "article_slugs" ALTER COLUMN "article_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "article_texts" ADD CONSTRAINT "article_texts_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_texts_trigrams" ON "article_texts" USING gin ("text" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "article_slugs" ADD CONSTRAINT "article_slugs_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
INSERT INTO "article_texts" ("article_id", "version", "text")
SELECT "articles"."id", "articles"."draft_version", lower(regexp_replace(normalize(concat_ws(E'\n', "revisions"."headline", "revisions"."standfirst", "revisions"."slug", "articles"."slug", (
  SELECT string_agg(word #>> '{}', '') FROM jsonb_path_query("revisions"."body", 'strict $.** ? (@.type() == "object").keyvalue() ? (@.key == "text" || @.key == "caption" || @.key == "credit" || @.key == "alt" || @.key == "title").value ? (@.type() == "string")') AS word
)), NFKD), U&'[\0300-\036f]', '', 'g'))
FROM "articles" JOIN "revisions" ON "revisions"."id" = "articles"."draft_revision_id";
