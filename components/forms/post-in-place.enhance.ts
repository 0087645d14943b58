import { forgetDraft, keepDraft, onceOf, placeOf, setOnce } from './drafts.enhance.ts';

/** Longer than the front takes to answer a form, whatever has happened to the database. */
const patience = 25_000;

/** What the script says itself; anything else comes drawn from the server. */
type Words = { sending: string; unanswered: string };

/**
 * Posts a reader's form as the browser would, and draws again only what holds it: the page stays where it is, and no word
 * is lost when the network is. `data-form-place` names what holds a form, and what stands there once it was taken.
 */
export function enhanceForms(words: Words): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const place = placeOf(form);
    if (!place) return;
    event.preventDefault();
    if (form.ariaBusy !== 'true') post(form, place, words);
  });
}

function post(form: HTMLFormElement, place: HTMLElement, words: Words): void {
  if (!onceOf(form)) setOnce(form, newOnce());
  keepDraft(form);
  const ready = setBusy(form, words.sending);
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.responseType = 'document'; // parsed by the browser, its scripts dead
  request.timeout = patience;
  request.onloadend = () => {
    const answer = request.responseXML;
    const drawn = answer && placeIn(answer, place.dataset.formPlace ?? '');
    if (drawn) return putInPlace(form, place, drawn, request.responseURL);
    ready();
    const heading = answer?.querySelector('main h1');
    sayProblem(form, heading ? [heading.textContent, heading.nextElementSibling?.textContent] : [words.unanswered]);
  };
  request.send(new FormData(form));
}

/** 22 characters that nobody guesses. */
const newOnce = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .slice(0, 22)
    .replace(/\+/g, '-')
    .replace(/\//g, '_');

/** Returns what sets the form free again. */
function setBusy(form: HTMLFormElement, sending: string): () => void {
  const button = form.querySelector<HTMLButtonElement>('[type=submit]');
  const said = button?.textContent ?? '';
  const set = (busy: boolean) => {
    form.ariaBusy = String(busy);
    if (button) Object.assign(button, { disabled: busy, textContent: busy ? sending : said });
  };
  set(true);
  return () => set(false);
}

/** What stands in the answer where the form stood: the receipt, or the form with what is wrong. */
const placeIn = (answer: Document, name: string): HTMLElement | null =>
  answer.querySelector<HTMLElement>(`.receipt[data-form-place="${name}"]`) ??
  answer.querySelector<HTMLElement>(`[data-form-place="${name}"]`);

function putInPlace(form: HTMLFormElement, place: HTMLElement, drawn: HTMLElement, address: string): void {
  const once = onceOf(form);
  const isTaken = !drawn.querySelector('form');
  if (isTaken) forgetDraft(form);
  place.replaceWith(drawn);
  const again = drawn.querySelector('form');
  if (again) setOnce(again, once);
  if (isTaken) history.replaceState(null, '', address + new URL(form.action).hash);
  (drawn.querySelector<HTMLElement>('[aria-invalid]') ?? drawn).focus();
}

/** Says in the form why it was not taken, as the server would. */
function sayProblem(form: HTMLFormElement, sentences: (string | null | undefined)[]): void {
  const box = document.createElement('div');
  box.className = 'form-problem';
  box.setAttribute('role', 'alert');
  for (const sentence of sentences) box.appendChild(document.createElement('p')).textContent = sentence ?? '';
  if (sentences.length > 1) box.firstElementChild?.classList.add('form-problem-title');
  form.querySelector('.form-problem')?.remove();
  form.querySelector('.field, .field-pair')?.before(box);
  form.querySelector<HTMLElement>('[type=submit]')?.focus();
}
