'use client';

import { Findings } from '#components/desk/editor/check/findings.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { blocking, type CheckPlace, type Finding } from '#lib/articles/checks/publish-check';
import { checkWords as words } from '#lib/words/publish-check';

type Props = {
  findings: Finding[];
  /** What the button says that goes on in spite of warnings. */
  anyway?: string;
  busy: boolean;
  onGo: (where: CheckPlace) => void;
  onAnyway: () => void;
  onClose: () => void;
};

/** Stands before publishing when the check found something: what blocks is only shown, past what warns one may go on. */
export function CheckDialog({ findings, anyway = words.publishAnyway, busy, onGo, onAnyway, onClose }: Props) {
  const isBlocked = blocking(findings).length > 0;
  const go = (where: CheckPlace) => {
    onClose();
    setTimeout(() => onGo(where)); // the dialog gives the focus back first
  };
  return (
    <EditorDialog
      title={isBlocked ? words.blockedTitle : words.warnedTitle}
      text={isBlocked ? words.blockedText : words.warnedText}
      confirm={isBlocked ? words.goToFirst : anyway}
      busy={busy}
      onConfirm={() => (isBlocked ? go(findings[0]!.where) : onAnyway())}
      onClose={onClose}
    >
      <Findings findings={findings} onGo={go} />
    </EditorDialog>
  );
}
