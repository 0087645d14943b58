import { Fragment } from 'react';
import { MixedText } from '#components/ui/mixed-text';
import type { Piece } from '#lib/search/rules';

/** Text in which what was looked for is marked. */
export const MarkedText = ({ pieces, language }: { pieces: Piece[]; language: string }) =>
  pieces.map(({ text, isFound }, index) =>
    isFound ? (
      <mark key={index}>
        <MixedText text={text} language={language} />
      </mark>
    ) : (
      <Fragment key={index}>
        <MixedText text={text} language={language} />
      </Fragment>
    ),
  );
