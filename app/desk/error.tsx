'use client';

import { Button } from '#components/ui/button';
import { deskWords } from '#lib/words/desk';

const words = deskWords.fault;

export default function DeskError({ retry }: { retry: () => void }) {
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="lead">{words.text}</p>
      <p>
        <Button onClick={() => retry()}>{words.again}</Button>
      </p>
    </div>
  );
}
