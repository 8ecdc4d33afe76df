/** The open conversation: what was said, what is known, what could be answered, and the answer. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HandoffView } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { goTo, hashOf } from '../view.ts';
import { AnswerBox } from './answer-box.tsx';
import { channelName } from './channel-name.ts';
import { lastWords } from './queue.ts';
import { Suggestions } from './suggestions.tsx';
import { Transcript } from './transcript.tsx';
import { type OpenConversation, useConversation } from './use-conversation.ts';
import type { DeskLine } from './use-desk.ts';

interface ConversationProps {
  readonly id: string;
  readonly desk: DeskLine;
}

export function Conversation({ id, desk }: ConversationProps) {
  const { words } = useConsole();
  const conversation = useConversation(id, desk);
  const [text, setText] = useState(desk.drafts.get(id) ?? '');
  useEffect(() => void desk.drafts.set(id, text), [text]);
  const field = useRef<HTMLTextAreaElement>(null);
  const { view, trouble, isMine } = conversation;
  const asked = view ? lastWords(view) : [];
  function insert(suggestion: string): void {
    setText((before) => (before.trim() === '' ? suggestion : `${before.trimEnd()}\n\n${suggestion}`));
    field.current?.focus();
  }
  if (!view)
    return <p class="hint no-conversation">{trouble === 'gone' ? words.noSuchHandoff : words.loading}</p>;
  return (
    <>
      <section class="conversation" aria-label={words.conversation}>
        <Head conversation={conversation} view={view} />
        <Transcript messages={view.messages} />
        {trouble && (
          <p class="notice" role="alert">
            {trouble === 'taken' ? words.takenByOther : words.lost}
          </p>
        )}
        {isMine ? (
          <AnswerBox {...{ text, setText, field }} say={conversation.say} />
        ) : (
          <p class="hint claim-hint">{view.status === 'closed' ? words.isClosed : words.claimFirst}</p>
        )}
      </section>
      <aside class="help" aria-label={words.helpful}>
        <Suggestions key={asked.join(' ')} asked={asked} onInsert={isMine ? insert : undefined} />
        <Known view={view} />
      </aside>
    </>
  );
}

function Head({
  conversation,
  view,
}: {
  readonly conversation: OpenConversation;
  readonly view: HandoffView;
}) {
  const { words } = useConsole();
  const { isMine, act } = conversation;
  const isOpen = view.status !== 'closed';
  return (
    <header>
      <button type="button" class="plain back" onClick={() => goTo({ name: 'desk' })}>
        <Icon name="back" />
        {words.desk}
      </button>
      <h2>{[channelName(view.channel, words.channels), view.account].filter(Boolean).join(' · ')}</h2>
      <div class="buttons">
        {isOpen && !isMine && (
          <button
            type="button"
            class="primary"
            onClick={() => act('claim')}
            disabled={view.status === 'held'}
          >
            {view.status === 'held' ? words.heldBy.replace('{agent}', view.heldBy ?? '') : words.claim}
          </button>
        )}
        {isMine && (
          <>
            <button type="button" class="secondary" onClick={() => act('release')}>
              {words.handBack}
            </button>
            <button type="button" class="secondary" onClick={() => act('close')}>
              {words.closeCase}
            </button>
          </>
        )}
      </div>
    </header>
  );
}

function Known({ view: { facts, tried } }: { readonly view: HandoffView }) {
  const { words } = useConsole();
  return (
    <>
      {facts.length > 0 && (
        <section>
          <h3>{words.knownFacts}</h3>
          <dl class="about">
            {facts.map(({ label, value, basis }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {value} <small class="soft">{words.basis[basis]}</small>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {tried.length > 0 && (
        <section>
          <h3>{words.tried}</h3>
          <ul class="tried">
            {tried.map(({ entry, question }) => (
              <li key={entry}>
                <a href={hashOf({ name: 'entry', entry })}>{question}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
