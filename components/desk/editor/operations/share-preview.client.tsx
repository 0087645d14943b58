'use client';

import './share-preview.css';
import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { SelectField } from '#components/ui/field';
import { formatMoment } from '#lib/dates';
import { type FormState, idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { revokePreviewAction, sharePreviewAction } from '#lib/previews/actions';
import { canRevokePreview, canSharePreview, previewDays } from '#lib/previews/rules';
import { editorWords } from '#lib/words/editor';
import { moreWords } from '#lib/words/more';
import { previewWords as words } from '#lib/words/previews';
import type { Operation } from './operation.ts';

type Links = {
  links: { id: string; number: number; name: string | null; by: string | null; expiresAt: string; address: string }[];
  revisions: { id: string; number: number; name: string | null }[];
};

/** Makes links by which people without an account read a version, and ends them. */
export function SharePreview({ user, article, standing, keeper, off, timeZone }: Operation & { timeZone: string }) {
  const [isOpen, setOpen] = useState(false);
  if (!canRevokePreview(user, standing)) return null;
  return (
    <>
      <Button
        variant="quiet"
        small
        disabled={off}
        onClick={async () => {
          if (await keeper.save()) setOpen(true); // what is on the screen is among the versions
        }}
      >
        {moreWords.sharePreview}
      </Button>
      {isOpen && (
        <ShareDialog
          articleId={article.id}
          mayMake={canSharePreview(user, standing)}
          timeZone={timeZone}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

type DialogProps = { articleId: string; mayMake: boolean; timeZone: string; onClose: () => void };

function ShareDialog({ articleId, mayMake, timeZone, onClose }: DialogProps) {
  const [known, setKnown] = useState<Links | null>();
  const [said, setSaid] = useState<{ text: string; isBad?: boolean }>();
  const [isBusy, setBusy] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    fetchLinks(articleId).then(setKnown);
  }, [articleId]);

  async function ask<Result>(
    action: (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>,
    data: FormData,
    done: string,
  ) {
    if (isBusy) return;
    setBusy(true);
    try {
      data.set('id', articleId);
      const answer = await action(idle, data);
      if (answer.status === 'failed') setSaid({ text: Object.values(answer.fields)[0] ?? answer.message, isBad: true });
      if (answer.status === 'done') setSaid({ text: done });
      const links = await fetchLinks(articleId);
      if (links) setKnown(links);
    } catch (error) {
      const text = unstable_isUnrecognizedActionError(error) ? editorWords.olderPage : editorWords.noAnswer;
      setSaid({ text, isBad: true });
    } finally {
      setBusy(false);
    }
  }

  const copy = async (id: string, address: string) => {
    const field = list.current?.querySelector<HTMLInputElement>(`[data-link="${id}"]`);
    try {
      await navigator.clipboard.writeText(address);
      setSaid({ text: words.copied });
    } catch {
      field?.focus(); // the browser keeps its clipboard from pages that are not secure
      field?.select();
      setSaid({ text: words.notCopied, isBad: true });
    }
  };
  const revoke = (id: string) => {
    const data = new FormData();
    data.set('linkId', id);
    return ask(revokePreviewAction, data, words.revoked);
  };

  return (
    <EditorDialog
      title={words.shareTitle}
      text={words.shareText}
      confirm={mayMake ? words.make : undefined}
      busy={isBusy || !known}
      cancel={words.close}
      onConfirm={(data) => ask(sharePreviewAction, data, words.made)}
      onClose={onClose}
    >
      {known === undefined && <p role="status">{words.loading}</p>}
      {known === null && <p role="alert">{words.notLoaded}</p>}
      {known && (
        <>
          <section className="share-preview-links" aria-labelledby="share-preview-links">
            <h3 id="share-preview-links">{words.links}</h3>
            {known.links.length === 0 && <p className="field-hint">{words.none}</p>}
            <ul ref={list}>
              {known.links.map(({ id, number, name, by, expiresAt, address }) => (
                <li key={id}>
                  <p className="field-hint">
                    {words.until(
                      words.numbered(number, name),
                      by ?? words.somebody,
                      formatMoment(new Date(expiresAt), { timeZone, language: 'en' }),
                    )}
                  </p>
                  <input
                    className="field-input"
                    data-link={id}
                    readOnly
                    value={address}
                    aria-label={words.address(words.numbered(number, name))}
                    onFocus={(event) => event.currentTarget.select()}
                  />
                  <div className="button-row">
                    <Button variant="quiet" small onClick={() => copy(id, address)}>
                      {words.copy}
                    </Button>
                    <Button variant="danger" small onClick={() => revoke(id)}>
                      {words.revoke}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          </section>
          <div role="status">{said && <p className={said.isBad ? 'note note-bad' : 'note'}>{said.text}</p>}</div>
          {mayMake && (
            <div className="share-preview-new">
              <SelectField name="revisionId" label={words.version}>
                {known.revisions.map(({ id, number, name }, index) => (
                  <option key={id} value={id}>
                    {index === 0 ? words.newest(number) : words.numbered(number, name)}
                  </option>
                ))}
              </SelectField>
              <SelectField name="days" label={words.days} defaultValue="7">
                {previewDays.map((days) => (
                  <option key={days} value={days}>
                    {words.dayCount(days)}
                  </option>
                ))}
              </SelectField>
            </div>
          )}
        </>
      )}
    </EditorDialog>
  );
}

async function fetchLinks(articleId: string): Promise<Links | null> {
  try {
    const answer = await fetch(paths.desk.previewLinks(articleId), {
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    });
    return answer.ok ? ((await answer.json()) as Links) : null;
  } catch {
    return null;
  }
}
