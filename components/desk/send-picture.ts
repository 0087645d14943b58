import { mostPictureBytes, type PictureAnswer, passingRefusals, pictureRefusals } from '#lib/media/rules';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';

/** `isWorthTrying`: the same file may be taken another time. */
export type SendAnswer = PictureAnswer | { error: string; isWorthTrying: true };
/** Is told which share of the file has left, from 0 to 1; then the site prepares it. */
export type Progress = (share: number) => void;

/** Sends a picture as it is. Never throws: what went wrong is a sentence. */
export function sendPicture(file: File, progress: Progress = () => {}): Promise<SendAnswer> {
  if (file.size === 0) return Promise.resolve({ error: pictureRefusals.missing });
  if (file.size > mostPictureBytes) return Promise.resolve({ error: pictureRefusals.bytes });
  // Not by `fetch`, which does not say how much has left.
  const request = new XMLHttpRequest();
  return new Promise((done) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => done(answerOf(request));
    request.onerror =
      request.ontimeout =
      request.onabort =
        () => done({ error: editorWords.pictureLost, isWorthTrying: true });
    request.open('PUT', paths.desk.upload);
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function answerOf({ status, responseText }: XMLHttpRequest): SendAnswer {
  if (status === 401) return { error: pictureRefusals.signedOut, isWorthTrying: true };
  if (status === 413) return { error: pictureRefusals.bytes };
  try {
    const said = JSON.parse(responseText);
    if (status === 200) return said;
    const mayPass = passingRefusals.has(said.message) || said.message === pictureRefusals.broken; // on the way
    if (mayPass) return { error: said.message, isWorthTrying: true };
    if (status === 422) return { error: said.message };
  } catch {
    // no answer of ours
  }
  return { error: editorWords.pictureLost, isWorthTrying: true };
}
