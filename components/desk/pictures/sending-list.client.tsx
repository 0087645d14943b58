import './pictures.css';
import { Button } from '#components/ui/button';
import { editorWords as words } from '#lib/words/editor';
import type { Sent, useSending } from './use-sending.ts';

type Props = Pick<ReturnType<typeof useSending>, 'sent' | 'again' | 'forget'>;

/** How far pictures are that were sent, and why one was not taken. */
export const SendingList = ({ sent, again, forget }: Props) => (
  <ul className="sending">
    {sent.map((one) => (
      <li key={one.key}>
        {one.error === null ? <OnItsWay sent={one} /> : <Failed sent={one} {...{ again, forget }} />}
      </li>
    ))}
  </ul>
);

const OnItsWay = ({ sent: { file, share } }: { sent: Sent }) => (
  <>
    <p role="status">{share < 1 ? words.addingPicture(file.name) : words.preparingPicture(file.name)}</p>
    <progress aria-label={words.pictureProgress(file.name)} max={1} value={share < 1 ? share : undefined} />
  </>
);

const Failed = ({ sent, again, forget }: Omit<Props, 'sent'> & { sent: Sent }) => (
  <>
    <p className="note note-bad" role="alert">
      {words.pictureFailed(sent.file.name, sent.error ?? '')}
    </p>
    <p className="button-row">
      {sent.isWorthTrying && (
        <Button variant="quiet" small onClick={() => again(sent)}>
          {words.tryAgain}
        </Button>
      )}
      <Button variant="quiet" small onClick={() => forget(sent.key)}>
        {words.forgetPicture}
      </Button>
    </p>
  </>
);
