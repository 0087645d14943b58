import { ArticleBody, Figure } from '#components/articles/article-body';
import { BlockStyles } from '#components/articles/block-styles';
import { Byline } from '#components/articles/byline';
import { FontPreloads } from '#components/layout/font-preloads';
import { MixedText } from '#components/ui/mixed-text';
import { Moment } from '#components/ui/moment';
import type { ArticleOnPage, PlaceInSeries, Translation } from '#lib/articles/queries';
import type { Body } from '#lib/body/body';
import type { Correction } from '#lib/corrections/queries';
import { isSameDay, type Place } from '#lib/dates';
import { typefaces } from '#lib/fonts/typefaces';
import { paths } from '#lib/paths';
import { isMostlyHangul } from '#lib/scripts-of-text';
import { correctionWords } from '#lib/words/corrections';
import { groupSiteWords as seriesWords } from '#lib/words/groups';
import { siteWords } from '#lib/words/site';

const words = siteWords.article;

type Props = {
  article: ArticleOnPage;
  place: Place;
  corrections?: Correction[];
  series?: PlaceInSeries | null;
  translations?: Translation[];
};

/** An article as it is read: its head, the picture it opens with, its text. The private preview draws the same. */
export function Article({ article, place, corrections = [], series, translations = [] }: Props) {
  const { body, pictures, language } = article;
  const [first, ...rest] = body.content;
  const opensWithFigure = first?.type === 'figure' && pictures[first.attrs.media] !== undefined;
  const isKorean = language === 'ko';
  return (
    <article className="article" lang={isKorean ? 'ko' : undefined}>
      <FontPreloads paths={typefacesOf(body, isKorean)} />
      <header className="article-head">
        {article.section && (
          <p className="section-name">
            <a href={paths.section(article.section.slug)}>{article.section.name}</a>
          </p>
        )}
        <h1 className={isMostlyHangul(article.headline) ? 'hangul' : undefined}>
          <MixedText text={article.headline || words.noHeadline} language={language} />
        </h1>
        {article.standfirst && (
          <p className="standfirst">
            <MixedText text={article.standfirst} language={language} />
          </p>
        )}
        <ArticleFacts
          article={article}
          corrections={corrections}
          place={place}
          series={series}
          translations={translations}
        />
      </header>
      {opensWithFigure && <Figure figure={first} picture={pictures[first.attrs.media]} language={language} isLead />}
      <BlockStyles body={body} />
      <div className={`text${opensWithDropCap(article) ? ' text-opens' : ''}`}>
        <ArticleBody
          body={opensWithFigure ? { ...body, content: rest } : body}
          pictures={pictures}
          language={language}
        />
      </div>
    </article>
  );
}

/** The faces of its text beside the one that every page has. Hangul has no italics, and its bold is the system's. */
function typefacesOf(body: Body, isKorean: boolean): string[] {
  const written = JSON.stringify(body);
  const isBold = /"type":"bold"|"level":3/.test(written);
  const isItalic = !isKorean && /"type":"(italic|blockquote)"/.test(written);
  return [...(isBold ? [typefaces['text-bold']] : []), ...(isItalic ? [typefaces['text-italic']] : [])];
}

/** Who, when, how long, as which part of what, and in which other language. 'Updated' only when it was on a later day, or it would say the same twice. */
const ArticleFacts = ({ article, corrections = [], place, series, translations = [] }: Props) => {
  const { publishedAt, republishedAt } = article;
  const [newest] = corrections;
  return (
    <div className="facts meta">
      {article.authors.length > 0 && (
        <p className="facts-authors">
          {words.by} <Byline authors={article.authors} withHangul />
        </p>
      )}
      <p>
        <span className="only-read">{words.published} </span>
        <Moment at={publishedAt} place={place} />
      </p>
      {republishedAt && republishedAt.getTime() > publishedAt.getTime() && (
        <p>
          {words.updated}{' '}
          <Moment at={republishedAt} place={place} withTime={isSameDay(publishedAt, republishedAt, place.timeZone)} />
        </p>
      )}
      {newest && (
        <p>
          <a href="#corrections">
            {correctionWords('en').corrected} <Moment at={newest.correctedAt} place={place} />
          </a>
        </p>
      )}
      <p>{words.minutes(article.minutes)}</p>
      {series && (
        <p className="series-place">
          {series.count > 1 ? `${seriesWords.part(series.number, series.count)} ${seriesWords.of}` : seriesWords.series}{' '}
          <a href={paths.series(series.slug)}>
            <MixedText text={series.name} language={article.language} />
          </a>
        </p>
      )}
      {translations.map((other) => (
        <p key={other.slug} className="translation" lang={other.language}>
          <a href={paths.article(other.slug)} hrefLang={other.language} rel="alternate">
            {seriesWords.readIn[other.language] ?? other.headline}
          </a>
        </p>
      ))}
    </div>
  );
};

/** A large first letter wants a Latin letter, and a paragraph longer than the letter is tall. */
function opensWithDropCap({ body, language }: ArticleOnPage): boolean {
  const first = body.content.find((block) => block.type !== 'figure');
  if (language === 'ko' || first?.type !== 'paragraph') return false;
  const [opening] = first.content ?? [];
  const length = (first.content ?? []).reduce((sum, node) => sum + (node.type === 'text' ? node.text.length : 0), 0);
  return opening?.type === 'text' && /^[A-Z]/.test(opening.text) && length > 240;
}
