import { editorWords as words } from '#lib/words/editor';

/** What stands in the text where a picture will be: how far it is, or why it was not taken and what can be done. */
export type UploadNote = {
  element: HTMLElement;
  progress: (share: number) => void;
  fail: (sentence: string, again: () => void, forget: () => void) => void;
};

export function uploadNote(name: string): UploadNote {
  const element = document.createElement('div');
  element.className = 'picture-on-its-way';
  element.contentEditable = 'false';
  const sentence = document.createElement('p');
  sentence.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', words.pictureProgress(name));
  const buttons = document.createElement('p');
  buttons.className = 'button-row';

  const begin = () => {
    sentence.setAttribute('role', 'status');
    sentence.textContent = words.addingPicture(name);
    bar.value = 0;
    element.replaceChildren(sentence, bar);
  };
  begin();
  return {
    element,
    progress(share) {
      if (share < 1) bar.value = share;
      else {
        bar.removeAttribute('value'); // the site is at work, and does not say how far it is
        sentence.textContent = words.preparingPicture(name);
      }
    },
    fail(reason, again, forget) {
      sentence.setAttribute('role', 'alert');
      sentence.textContent = words.pictureFailed(name, reason);
      const tryAgain = button(words.tryAgain, () => {
        begin();
        again();
      });
      buttons.replaceChildren(tryAgain, button(words.forgetPicture, forget));
      element.replaceChildren(sentence, buttons);
    },
  };
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button-quiet button-small';
  made.textContent = label;
  made.addEventListener('click', press);
  return made;
}
