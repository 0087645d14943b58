'use client';

import './check.css';
import { blocking, type CheckPlace, type Finding } from '#lib/articles/checks/publish-check';
import { checkWords as words } from '#lib/words/publish-check';

type Props = { findings: Finding[]; onGo: (where: CheckPlace) => void };

/** What the check found, each a way to where it is. */
export function Findings({ findings, onGo }: Props) {
  const blocks = blocking(findings);
  const groups = [
    { title: words.blocks, severity: 'blocks', of: blocks },
    { title: words.warns, severity: 'warns', of: findings.filter((finding) => !blocks.includes(finding)) },
  ].filter((group) => group.of.length > 0);
  return groups.map((group) => (
    <section key={group.severity} className="findings" data-severity={group.severity}>
      <h3>{group.title}</h3>
      <ul>
        {group.of.map(({ what, sentence, where }) => (
          <li key={`${what} ${JSON.stringify(where)}`}>
            <button type="button" title={words.goThere} onClick={() => onGo(where)}>
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
