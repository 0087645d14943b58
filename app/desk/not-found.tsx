import Link from 'next/link';
import { buttonClass } from '#components/ui/button';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.missing;

export default function NotFound() {
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="lead">{words.text}</p>
      <p>
        <Link className={buttonClass()} href={paths.desk.home}>
          {words.back}
        </Link>
      </p>
    </div>
  );
}
