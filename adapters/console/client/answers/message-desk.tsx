/** A pasted message taken apart: what the customer wrote, masked; each question with its answer; and one reply to all. */
import type { RefObject } from 'preact';
import type { Analysis } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { ReplyPanel } from '../reply/reply-panel.tsx';
import type { CopyWish } from '../reply/use-copy-keys.ts';
import { piecesOf } from './message-pieces.ts';
import { matterOfMessage } from './topic.ts';
import { TopicCard } from './topic-card.tsx';
import { useMatter } from './use-matter.ts';

interface MessageDeskProps {
  readonly analysis: Analysis;
  readonly wish: RefObject<CopyWish>;
  readonly onClose: () => void;
}

export function MessageDesk({ analysis, wish, onClose }: MessageDeskProps) {
  const { words } = useConsole();
  const desk = useMatter(matterOfMessage(analysis));
  const { topics, unconfirmed } = desk.matter;
  return (
    <>
      <div class="message" id="entry" tabIndex={-1}>
        <section class="pasted" aria-label={words.pasted}>
          <header>
            <h2>{words.pasted}</h2>
            {analysis.masked > 0 && (
              <span class="badge">{words.maskedNumbers.replace('{count}', String(analysis.masked))}</span>
            )}
            <button type="button" class="quiet" onClick={onClose}>
              <Icon name="close" />
              {words.clear}
            </button>
          </header>
          <blockquote>
            <Quoted text={analysis.text} parts={topics.map(({ asked = '' }) => asked)} />
          </blockquote>
          {unconfirmed.length > 0 && (
            <p class="notice">
              {words.factsToConfirm.replace('{count}', String(unconfirmed.length))}
              <button type="button" class="plain" onClick={() => desk.confirm(unconfirmed)}>
                {words.confirmAll}
              </button>
            </p>
          )}
        </section>
        <ol class="topics">
          {topics.map((topic, at) => (
            <TopicCard key={topic.key} {...{ topic, desk, number: at + 1 }} />
          ))}
        </ol>
        {topics.length === 0 && <p class="hint">{words.noQuestions}</p>}
      </div>
      <ReplyPanel {...{ desk, wish, isBusy: false }} />
    </>
  );
}

/** The message with the number of each question before it, where its words stand as they are. */
function Quoted({ text, parts }: { readonly text: string; readonly parts: readonly string[] }) {
  return piecesOf(text, parts).map(({ text: piece, number }, at) =>
    number === undefined ? (
      piece
    ) : (
      <span key={at} class="question">
        <b class="number">{number}</b>
        {piece}
      </span>
    ),
  );
}
