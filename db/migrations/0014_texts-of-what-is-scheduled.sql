ALTER TABLE "published_texts" DROP CONSTRAINT "published_texts_pkey";--> statement-breakpoint
ALTER TABLE "published_texts" ADD CONSTRAINT "published_texts_article_id_revision_id_pk" PRIMARY KEY("article_id","revision_id");
