/** A rule as a small form: what is known is filled in, and the result changes with every key. */

import { ContentView } from '../../../ui/content.tsx';
import type { RuleAnswer } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import { Field } from './field.tsx';
import { callOf, formOf, type Topic } from './topic.ts';
import type { MatterDesk } from './use-matter.ts';

interface RuleFormProps {
  readonly topic: Topic;
  readonly desk: MatterDesk;
}

export function RuleForm({ topic, desk }: RuleFormProps) {
  const { words } = useConsole();
  const form = formOf(topic);
  if (!topic.answer || !form) return null;
  const { matter, answered, setFact, confirm } = desk;
  const worked = answered.find((one) => one.topic === topic)?.worked;
  const isAsked = callOf(topic, matter) !== undefined;
  return (
    <section class="rule" aria-label={form.label}>
      <FormTabs {...{ topic, desk }} />
      <div class="facts">
        {form.fields.map((field) => (
          <Field
            key={field.fact}
            {...{ field, value: matter.facts[field.fact] }}
            isUnconfirmed={matter.unconfirmed.includes(field.fact)}
            isMissing={isAsked ? worked?.missing?.includes(field.fact) === true : field.required}
            trouble={worked?.fields?.find(({ fact }) => fact === field.fact)?.reason}
            onChange={(value) => setFact(field.fact, value)}
            onConfirm={() => confirm([field.fact])}
          />
        ))}
        <AsOf desk={desk} />
      </div>
      <div class="worked" role="status" aria-busy={desk.isBusy}>
        {isAsked ? <Result worked={worked} /> : <p class="hint">{words.fillIn}</p>}
      </div>
    </section>
  );
}

function FormTabs({ topic, desk }: RuleFormProps) {
  const forms = topic.answer?.forms ?? [];
  return (
    <div class="form-tabs">
      <Icon name="figure" />
      {forms.map(({ rule, label }) =>
        forms.length === 1 ? (
          <h3 key={rule}>{label}</h3>
        ) : (
          <button
            type="button"
            key={rule}
            aria-pressed={rule === topic.rule}
            onClick={() => desk.change(topic.key, { rule })}
          >
            {label}
          </button>
        ),
      )}
    </div>
  );
}

/** Today stands in it until another day is chosen. */
function AsOf({ desk: { matter, setAsOf } }: Pick<RuleFormProps, 'desk'>) {
  const { words } = useConsole();
  return (
    <label class="fact as-of">
      <span class="fact-label">{words.asOf}</span>
      <input
        type="date"
        name="asOf"
        value={matter.asOf ?? todayInShanghai()}
        onInput={({ currentTarget: { value } }) => setAsOf(value)}
      />
    </label>
  );
}

/** As `YYYY-MM-DD`, which is how Swedes write a day. */
const todayInShanghai = (): string => new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });

function Result({ worked }: { readonly worked: RuleAnswer | undefined }) {
  const { words } = useConsole();
  if (!worked) return null;
  if (worked.status === 'needs_facts') return <p class="hint">{words.needsMore}</p>;
  if (worked.status === 'invalid') return <p class="hint">{words.checkFields}</p>;
  const content = worked.content ?? [];
  const note = content.findIndex(({ type }) => type === 'note');
  return (
    <>
      <div class={`outcome ${worked.status}`}>
        <ContentView content={note > 0 ? content.slice(0, note) : content} />
      </div>
      {worked.steps.length > 0 && (
        <div class="steps">
          <p class="caption">{words.steps}</p>
          <ol>
            {worked.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}
