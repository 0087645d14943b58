import { Fragment } from 'react';
import { runsOf } from '#lib/scripts-of-text';

/** Text in which each run of Hangul says that it is Korean: for its font, its line breaks and its pronunciation. */
export const MixedText = ({ text, language = 'en' }: { text: string; language?: string }) =>
  runsOf(text, language).map((run, index) =>
    run.lang ? (
      <span key={index} lang={run.lang}>
        {run.text}
      </span>
    ) : (
      <Fragment key={index}>{run.text}</Fragment>
    ),
  );
