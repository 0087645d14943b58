ALTER TABLE "comments" ADD COLUMN "once" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "once" text;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_once_unique" UNIQUE("once");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_once_unique" UNIQUE("once");