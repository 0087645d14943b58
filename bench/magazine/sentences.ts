import { plainText } from '#lib/body/rules';
import { sampleBody } from '../../db/sample/markdown.ts';
import { readArticles, readComments } from '../../db/sample/read.ts';

/** The sentences of the sample's articles by language, each once, and the names under its comments. */
export function sampleWords(): { sentences: { en: string[]; ko: string[] }; commenters: string[] } {
  const of = (language: string) => [
    ...new Set(
      readArticles()
        .filter((article) => article.language === language)
        .flatMap((article) => plainText(sampleBody(article.markdown, article, (name) => name)).split('\n'))
        .flatMap((paragraph) => paragraph.split(/(?<=[.!?])\s+/))
        .map((sentence) => sentence.trim())
        .filter((sentence) => /\p{L}.*\s/u.test(sentence)),
    ),
  ];
  return {
    sentences: { en: of('en'), ko: of('ko') },
    commenters: [...new Set(readComments().map((comment) => comment.name))],
  };
}
