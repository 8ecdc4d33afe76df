/** One question of a pasted message: the customer's words, the answer chosen for it, and its form. */
import { useState } from 'preact/hooks';
import { ContentView } from '../../../ui/content.tsx';
import { useConsole } from '../context.ts';
import { AnswerCard } from './answer-card.tsx';
import { RuleForm } from './rule-form.tsx';
import type { Topic } from './topic.ts';
import type { MatterDesk } from './use-matter.ts';

interface TopicCardProps {
  readonly topic: Topic;
  readonly desk: MatterDesk;
  readonly number: number;
}

export function TopicCard({ topic, desk, number }: TopicCardProps) {
  const { words } = useConsole();
  return (
    <li class={topic.isIn ? 'topic' : 'topic out'}>
      <header class="asked">
        <span class="number" aria-hidden="true">
          {number}
        </span>
        <h2>{topic.asked}</h2>
        <label class="toggle">
          <input
            type="checkbox"
            checked={topic.isIn}
            onChange={(event) => desk.change(topic.key, { isIn: event.currentTarget.checked })}
          />
          {words.inReply}
        </label>
      </header>
      {topic.answer && <AnswerCard answer={topic.answer} />}
      {!topic.answer && topic.say && (
        <div class="content say">
          <ContentView content={topic.say.content} />
        </div>
      )}
      <Choices topic={topic} desk={desk} />
      <RuleForm topic={topic} desk={desk} />
    </li>
  );
}

/** The other entries that the question may mean. They are open where none was chosen. */
function Choices({ topic, desk }: Omit<TopicCardProps, 'number'>) {
  const { api, words } = useConsole();
  const [isFailed, setFailed] = useState(false);
  const { answer, hits, key } = topic;
  const others = hits.filter(({ entry }) => entry !== answer?.entry);
  if (others.length === 0) return null;
  async function choose(entry: string): Promise<void> {
    const outcome = await api.entry(entry);
    setFailed(outcome.status !== 'ok');
    if (outcome.status !== 'ok') return;
    const { say: _, ...kept } = topic;
    const rule = outcome.value.forms[0]?.rule;
    desk.change(key, {
      ...{ ...kept, answer: outcome.value, isOwnCase: false, isIn: true },
      ...(rule !== undefined && { rule }),
    });
  }
  return (
    <details class="choices" open={!answer}>
      <summary>{answer ? words.otherAnswer : words.chooseAnswer}</summary>
      <ul>
        {others.slice(0, 5).map(({ entry, question, confidence }) => (
          <li key={entry}>
            <button type="button" class="option" onClick={() => choose(entry)}>
              <span>{question}</span>
              {confidence !== undefined && <small>{Math.round(confidence * 100)}%</small>}
            </button>
          </li>
        ))}
      </ul>
      {isFailed && <p class="trouble">{words.lost}</p>}
    </details>
  );
}
