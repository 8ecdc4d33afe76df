/** Answers to what the customer said last, ready to be put into the agent's own. */
import { ContentView } from '../../../ui/content.tsx';
import type { Analysis } from '../../console-api.ts';
import { RuleForm } from '../answers/rule-form.tsx';
import { matterOfMessage } from '../answers/topic.ts';
import { useMatter } from '../answers/use-matter.ts';
import type { Api } from '../api.ts';
import type { Outcome } from '../calls.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { type Answered, composeReply, joinSegments } from '../reply/compose.ts';
import { useLookUp } from '../use-look-up.ts';

interface SuggestionsProps {
  /** The customer's last messages, masked. */
  readonly asked: readonly string[];
  /** Absent while the conversation is not the agent's. */
  readonly onInsert: ((text: string) => void) | undefined;
}

export function Suggestions({ asked, onInsert }: SuggestionsProps) {
  const { api, words } = useConsole();
  const key = asked.length === 0 ? undefined : JSON.stringify(asked);
  const { value } = useLookUp(key, () => analyzeAll(api, asked));
  if (asked.length === 0) return null;
  return (
    <section class="suggestions">
      <h3>{words.suggested}</h3>
      {value && <SuggestionList analysis={value} onInsert={onInsert} />}
    </section>
  );
}

/** Each message by itself, for people end them as they like; the newest comes first, and an entry is suggested once. */
async function analyzeAll(api: Api, asked: readonly string[]): Promise<Outcome<Analysis>> {
  const outcomes = await Promise.all([...asked].reverse().map((text) => api.analyze(text)));
  const parts = outcomes.flatMap((outcome) => (outcome.status === 'ok' ? outcome.value.parts : []));
  const lost = outcomes.find(({ status }) => status !== 'ok');
  const once = parts.filter(
    ({ answer }, at) => parts.findIndex((part) => part.answer?.entry === answer?.entry) === at,
  );
  return parts.length === 0 && lost ? lost : { status: 'ok', value: { text: '', masked: 0, parts: once } };
}

function SuggestionList({
  analysis,
  onInsert,
}: Pick<SuggestionsProps, 'onInsert'> & { readonly analysis: Analysis }) {
  const { words } = useConsole();
  const desk = useMatter(matterOfMessage(analysis));
  const told = desk.answered.filter(({ topic }) => topic.answer);
  if (told.length === 0) return <p class="hint">{words.noSuggestion}</p>;
  return (
    <ul>
      {told.map((answered) => (
        <li key={answered.topic.key} class="suggestion">
          <h4>{answered.topic.answer?.question}</h4>
          <div class="content">
            <ContentView content={answered.topic.answer?.content ?? []} />
          </div>
          <RuleForm topic={answered.topic} desk={desk} />
          {onInsert && <InsertButton answered={answered} onInsert={onInsert} />}
        </li>
      ))}
    </ul>
  );
}

interface InsertButtonProps {
  readonly answered: Answered;
  readonly onInsert: (text: string) => void;
}

/** Chats show plain text: the marks of a rich one would stand there as signs. */
function InsertButton({ answered, onInsert }: InsertButtonProps) {
  const { api, words, me, preferences } = useConsole();
  async function insert(): Promise<void> {
    const segments = composeReply([answered], { me, withCourtesy: false, withSteps: preferences.withSteps });
    const outcome = await api.render(joinSegments(segments));
    if (outcome.status === 'ok') onInsert(outcome.value.plain);
  }
  return (
    <button type="button" class="secondary" onClick={insert}>
      <Icon name="edit" />
      {words.insert}
    </button>
  );
}
