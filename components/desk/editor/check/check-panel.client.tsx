'use client';

import './check.css';
import { Findings } from '#components/desk/editor/check/findings.client';
import type { CheckPlace, Finding } from '#lib/articles/checks/publish-check';
import { checkWords as words } from '#lib/words/publish-check';

/** Before somebody publishes: what stands in the way, and what is worth a look. */
export function CheckPanel({ findings, onGo }: { findings: Finding[]; onGo: (where: CheckPlace) => void }) {
  return (
    <div className="check">
      {findings.length === 0 ? <p>{words.none}</p> : <Findings findings={findings} onGo={onGo} />}
    </div>
  );
}
