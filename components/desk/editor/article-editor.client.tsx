'use client';

import './editor.css';
import type { Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CorrectionAtDesk } from '#components/desk/corrections/corrections-field.client';
import { ArticleBar } from '#components/desk/editor/article-bar.client';
import { ArticleDetails } from '#components/desk/editor/article-details.client';
import { Assignment } from '#components/desk/editor/assignment.client';
import { BodyEditor, type BodyHandle } from '#components/desk/editor/body-editor.client';
import { CheckPanel } from '#components/desk/editor/check/check-panel.client';
import { ConflictView } from '#components/desk/editor/conflict-view.client';
import { EditorSide } from '#components/desk/editor/editor-side.client';
import { GrowingText } from '#components/desk/editor/growing-text.client';
import { KeptWordsNote } from '#components/desk/editor/kept-words-note.client';
import { NoteButton } from '#components/desk/editor/notes/note-button.client';
import { NotesPanel } from '#components/desk/editor/notes/notes-panel.client';
import { PresenceNote } from '#components/desk/editor/presence-note.client';
import { SharePreviews } from '#components/desk/editor/previews/share-previews.client';
import { SignInAgain } from '#components/desk/editor/sign-in-again.client';
import { blocking, type CheckPlace } from '#lib/articles/checks/publish-check';
import type { ArticleInEditor, ChoicesForDesk } from '#lib/articles/desk-queries';
import type { NoteThreads } from '#lib/articles/review/note-queries';
import { canEdit, type Words } from '#lib/articles/rules';
import { slugOf } from '#lib/articles/slugs';
import type { User } from '#lib/auth/roles';
import { formatMoment } from '#lib/dates';
import { editorWords as words } from '#lib/words/editor';
import { noteWords } from '#lib/words/notes';
import { checkWords as checkTitle } from '#lib/words/publish-check';
import { savingWords } from '#lib/words/saving';
import { goToPlace } from './check/go-to-place.ts';
import { useCheck } from './check/use-check.ts';
import { fetchDraft, sendDraft } from './draft-address.ts';
import { isTaken } from './input-method.ts';
import { listKeptWords } from './kept-in-browser.ts';
import { useNotes } from './notes/use-notes.ts';
import type { Pictures } from './picture-uploads.ts';
import { usePresence } from './use-presence.ts';
import { useSaving } from './use-saving.ts';
import { newId } from './writing-session.ts';

/** What stands beside the text. */
type Side = 'details' | 'notes' | 'check';

/** All that is saved but the text, which the editor holds. */
export type DraftFields = Omit<Words, 'body'>;

/** The article as the page hands it over. */
export type OpenArticle = ArticleInEditor & {
  corrections: CorrectionAtDesk[];
  /** '2026-11-21' in the publication's zone. */
  today: string;
};

type Props = {
  user: User;
  article: OpenArticle;
  threads: NoteThreads;
  choices: ChoicesForDesk;
  timeZone: string;
};

/** Where an article is written: headline, standfirst and text as readers will see them, and beside them what goes with it. */
export function ArticleEditor({ user, article, threads, choices, timeZone }: Props) {
  const [fields, setFields] = useState<DraftFields>(() => fieldsOf(article));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isThere, setThere] = useState(false);
  const [putBackAt, setPutBackAt] = useState<string>();
  const [isComparing, setComparing] = useState(false);
  const [isSigningIn, setSigningIn] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const current = useRef(fields);
  const body = useRef<BodyHandle>(null);
  const [text, setText] = useState<Editor | null>(null);
  const isOpen = threads.some(({ resolvedAt }) => resolvedAt === null);
  const [side, setSide] = useState<Side>(isOpen ? 'notes' : 'details');
  const notes = useNotes(article.id, threads, text, () => setSide('notes'));
  const editable = canEdit(user, article.standing);

  const [windowId] = useState(newId);
  const follow = async (version: number) => {
    const isIdle = () => !keeper.isUnsaved() && !keeper.isSaving() && keeper.state.is === 'saved';
    if (version <= keeper.version || !isIdle()) return;
    const draft = await fetchDraft(article.id);
    if (draft === null || draft === 'signed-out' || draft.version <= keeper.version || !isIdle()) return;
    const { body: written, ...others } = draft.words;
    put(others);
    body.current?.follow(written, draft.pictures);
    keeper.settleOn(draft.version);
  };
  const presence = usePresence(
    article.id,
    windowId,
    (version) => void follow(version),
    () => keeper.isUnsaved(),
  );
  const mayWrite = editable && presence.mayWrite === true;
  const [hasBegun, setBegun] = useState(false);
  useEffect(() => {
    if (mayWrite) setBegun(true);
  }, [mayWrite]);
  const [keptAt, setKeptAt] = useState<string>();
  const isLookingOn = editable && presence.mayWrite === false && !hasBegun;
  useEffect(() => {
    if (isLookingOn) listKeptWords(user.id, `article:${article.id}`).then(([kept]) => setKeptAt(kept?.at));
  }, [isLookingOn, user.id, article.id]);

  const { keeper, isReady: isKeeping } = useSaving<Words>({
    userId: user.id,
    name: `article:${article.id}`,
    words: () => ({ ...current.current, body: body.current?.body() ?? article.body }),
    send: (words, stamp, isLast) => sendDraft(article.id, words, { ...stamp, window: windowId }, isLast),
    version: article.version,
    saved: article,
    every: 1_200, // so that words are at the site within two seconds
    isOpen: isThere && hasBegun,
    putBack: (kept) => {
      show(kept.words);
      presence.touch(); // they are to be saved
      setPutBackAt(kept.at);
    },
  });

  const check = useCheck(article.id, keeper, isThere, side === 'check');
  const goTo = (where: CheckPlace) => {
    if ('field' in where && !['headline', 'standfirst', 'body'].includes(where.field))
      flushSync(() => setSide('details'));
    goToPlace(where, text);
  };
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!event.altKey || !(event.ctrlKey || event.metaKey)) return;
      const act = { KeyM: notes.ask, Period: () => notes.step(1), Comma: () => notes.step(-1) }[event.code];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [notes]);

  const writtenBody = () => body.current?.body() ?? article.body;
  const isReady = isThere && (isKeeping || !mayWrite) && (presence.mayWrite !== null || !editable);

  const put = (change: Partial<DraftFields>) => {
    current.current = { ...current.current, ...change };
    setFields(current.current);
  };
  const set = (change: Partial<DraftFields>) => {
    put(change);
    setErrors((present) => (Object.keys(change).some((name) => name in present) ? {} : present));
    touch();
  };
  /** A person has changed something. */
  const touch = () => {
    keeper.touch();
    presence.touch();
  };
  /** Sets other words in place of those on the screen. */
  const show = ({ body: shown, ...others }: Words, pictures?: Pictures) => {
    put(others);
    body.current?.replace(shown, pictures);
  };
  const setHeadline = (headline: string) => {
    // The address follows the headline until somebody chooses one, or readers know it.
    const follows = !article.standing.wasPublic && fields.slug === slugOf(fields.headline);
    set(follows ? { headline, slug: slugOf(headline) } : { headline });
  };
  // A new article begins with its headline. Whoever is in a field already stays there.
  const isNew = article.headline === '' && editable;
  useEffect(() => {
    if (isReady && isNew && !document.activeElement?.matches('input, textarea, select, [contenteditable]')) {
      document.getElementById('editor-headline')?.focus({ preventScroll: true });
    }
  }, [isReady, isNew]);

  const { state } = keeper;
  const savingErrors = state.is === 'kept' || state.is === 'unkept' ? state.fields : {};
  const isSignedOut = state.is === 'kept' && state.isSignedOut === true;
  useEffect(() => setSigningIn(isSignedOut), [isSignedOut]);
  useEffect(() => setComparing(state.is === 'conflict'), [state.is]);
  const wrong = { ...savingErrors, ...errors };

  return (
    <div className="editor">
      <h1 className="editor-unseen">{fields.headline || words.untitled}</h1>
      <ArticleBar
        user={user}
        article={article}
        keeper={keeper}
        timeZone={timeZone}
        onCompare={() => setComparing(true)}
        onSignIn={() => setSigningIn(true)}
        isReady={isReady}
        isBusy={() => body.current?.isBusy() ?? false}
        onRefused={(refused) => {
          setErrors(refused);
          const [first] = Object.keys(refused) as (keyof Words)[];
          if (first)
            goTo(
              first === 'body'
                ? (blocking(check.findings).find(({ where }) => 'path' in where)?.where ?? { field: first })
                : { field: first },
            );
        }}
        onPublished={(slug) => put({ slug })}
        check={check.look}
        onGo={goTo}
      />
      {putBackAt && (
        <div className="note editor-kept" role="status">
          <p>{savingWords.putBack(formatMoment(new Date(putBackAt), { timeZone, language: 'en' }))}</p>
          <button type="button" className="editor-link-button" onClick={() => setPutBackAt(undefined)}>
            {savingWords.understood}
          </button>
        </div>
      )}
      {keeper.left[0] && editable && (
        <KeptWordsNote
          kept={keeper.left[0]}
          timeZone={timeZone}
          onPutBack={(kept) => {
            show(kept.words);
            touch();
            keeper.forgetLeft(kept);
          }}
          onForget={(kept) => keeper.forgetLeft(kept)}
        />
      )}
      {isComparing && (
        <ConflictView
          user={user}
          articleId={article.id}
          mine={keeper.words()}
          timeZone={timeZone}
          onKeepMine={async (theirs) => {
            await presence.take();
            await keeper.overwrite(theirs.version);
          }}
          onTakeTheirs={(theirs) => {
            show(theirs.words, theirs.pictures);
            keeper.settleOn(theirs.version);
          }}
          onClose={() => setComparing(false)}
        />
      )}
      {isSigningIn && (
        <SignInAgain
          user={user}
          articleId={article.id}
          onSignedIn={() => {
            setSigningIn(false);
            void keeper.save();
          }}
          onClose={() => setSigningIn(false)}
        />
      )}
      {isLooking && (
        <SharePreviews
          articleId={article.id}
          version={keeper.version}
          save={() => keeper.save()}
          fields={fields}
          errors={wrong}
          disabled={!isReady || !mayWrite}
          body={writtenBody}
          onChange={set}
          onClose={() => setLooking(false)}
        />
      )}
      {presence.heard && (
        <PresenceNote
          userId={user.id}
          writer={presence.heard.writer}
          others={presence.heard.others.filter((person) => person.window !== windowId)}
          isWriter={mayWrite || !editable}
          keptAt={isLookingOn ? keptAt : undefined}
          timeZone={timeZone}
          onTake={presence.take}
        />
      )}
      {!editable && <p className="note">{words.resting}</p>}
      <noscript>
        <p className="note note-bad">{words.scriptNeeded}</p>
      </noscript>
      {/* Closed until the script is there: what is typed before would be lost. */}
      <div className="editor-columns">
        <fieldset className="editor-sheet" disabled={!isReady || !mayWrite}>
          <GrowingText
            id="editor-headline"
            lang={fields.language}
            className="editor-headline"
            aria-label={words.headline}
            aria-invalid={wrong.headline ? true : undefined}
            aria-describedby={wrong.headline ? 'editor-headline-error' : undefined}
            placeholder={words.headlineHint}
            value={fields.headline}
            onText={setHeadline}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isTaken(event.nativeEvent)) return;
              event.preventDefault();
              document.getElementById('editor-standfirst')?.focus();
            }}
          />
          {wrong.headline && (
            <p className="field-error" id="editor-headline-error">
              {wrong.headline}
            </p>
          )}
          <GrowingText
            id="editor-standfirst"
            lang={fields.language}
            className="editor-standfirst"
            aria-label={words.standfirst}
            aria-invalid={wrong.standfirst ? true : undefined}
            aria-describedby={wrong.standfirst ? 'editor-standfirst-error' : undefined}
            placeholder={words.standfirstHint}
            value={fields.standfirst}
            onText={(text) => set({ standfirst: text })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isTaken(event.nativeEvent)) return;
              event.preventDefault();
              body.current?.focus();
            }}
          />
          {wrong.standfirst && (
            <p className="field-error" id="editor-standfirst-error">
              {wrong.standfirst}
            </p>
          )}
          <BodyEditor
            initial={article.body}
            pictures={article.pictures}
            language={fields.language}
            editable={isReady && mayWrite}
            error={wrong.body}
            handle={body}
            onChange={() => {
              setErrors((present) => ('body' in present ? without(present, 'body') : present)); // the same: nothing is drawn anew
              touch();
            }}
            onReady={(editor) => {
              setText(editor);
              setThere(true);
            }}
          />
        </fieldset>
        {text && <NoteButton editor={text} onAsk={notes.ask} />}
        <EditorSide
          label={words.details}
          open={side}
          onOpen={setSide}
          parts={[
            {
              name: 'details',
              label: words.details,
              children: (
                <ArticleDetails
                  user={user}
                  article={article}
                  choices={choices}
                  fields={fields}
                  errors={wrong}
                  disabled={!isReady || !mayWrite}
                  body={writtenBody}
                  onPreviews={() => setLooking(true)}
                  onChange={set}
                />
              ),
            },
            {
              name: 'notes',
              label: noteWords.title,
              count: notes.threads.filter(({ resolvedAt }) => resolvedAt === null).length,
              children: (
                <NotesPanel
                  user={user}
                  articleId={article.id}
                  standing={article.standing}
                  language={fields.language}
                  notes={notes}
                  timeZone={timeZone}
                  onLeave={() => text?.commands.focus()}
                />
              ),
            },
            {
              name: 'check',
              label: checkTitle.title,
              count: check.findings.length,
              isUrgent: blocking(check.findings).length > 0,
              children: <CheckPanel findings={check.findings} onGo={goTo} />,
            },
          ]}
        >
          <Assignment user={user} article={article} people={choices.people} timeZone={timeZone} off={!isReady} />
        </EditorSide>
      </div>
    </div>
  );
}

const fieldsOf = (article: OpenArticle): DraftFields => ({
  headline: article.headline,
  standfirst: article.standfirst,
  slug: article.slug,
  sectionId: article.sectionId,
  authorIds: article.authorIds,
  topicIds: article.topicIds,
  seriesId: article.seriesId,
  language: article.language,
  translationOf: article.translationOf,
  canonicalUrl: article.canonicalUrl,
  shareHeadline: article.shareHeadline,
  shareText: article.shareText,
  shareLayout: article.shareLayout,
  shareQuote: article.shareQuote,
});

const without = (errors: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).filter(([key]) => key !== name));
