/** One entry opened: its answer, the forms beside it, and the reply that they make. */
import type { RefObject } from 'preact';
import type { EntryView, SearchResult } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { ReplyPanel } from '../reply/reply-panel.tsx';
import type { CopyWish } from '../reply/use-copy-keys.ts';
import { goTo } from '../view.ts';
import { AnswerCard } from './answer-card.tsx';
import { RuleForm } from './rule-form.tsx';
import { matterOfEntry } from './topic.ts';
import { useMatter } from './use-matter.ts';

interface EntryDeskProps {
  readonly answer: EntryView;
  readonly command?: SearchResult['command'];
  readonly wish: RefObject<CopyWish>;
  readonly isBusy: boolean;
}

/** Key it by the entry and the command, so that another one begins anew. */
export function EntryDesk({ answer, command, wish, isBusy }: EntryDeskProps) {
  const { words } = useConsole();
  const given = command && { rule: command.form.rule, facts: command.facts };
  const desk = useMatter(matterOfEntry(answer, given));
  const [topic] = desk.matter.topics;
  return (
    <>
      <div class="entry" id="entry" tabIndex={-1}>
        <button type="button" class="plain back" onClick={() => goTo({ name: 'search' })}>
          <Icon name="back" />
          {words.results}
        </button>
        {command && topic && <RuleForm topic={topic} desk={desk} />}
        <AnswerCard answer={answer} isHeading />
        {!command && topic && <RuleForm topic={topic} desk={desk} />}
      </div>
      <ReplyPanel {...{ desk, wish, isBusy }} />
    </>
  );
}
