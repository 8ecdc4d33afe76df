/** What to mend: questions that found no answer, and what customers and agents said about answers. */
import { useState } from 'preact/hooks';
import type { Unanswered } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { useLookUp } from '../use-look-up.ts';
import { hashOf } from '../view.ts';
import { When } from '../when.tsx';
import { FeedbackLines } from './feedback-lines.tsx';

const lists = ['unanswered', 'feedback'] as const;

export function Review() {
  const { words } = useConsole();
  const [list, setList] = useState<(typeof lists)[number]>('unanswered');
  return (
    <main class="narrow wide-lines">
      <h1>{words.review}</h1>
      <fieldset class="tabs">
        <legend class="unseen">{words.review}</legend>
        {lists.map((name) => (
          <button type="button" key={name} aria-pressed={name === list} onClick={() => setList(name)}>
            {words.lists[name]}
          </button>
        ))}
      </fieldset>
      {list === 'unanswered' ? <UnansweredList /> : <FeedbackList />}
    </main>
  );
}

function FeedbackList() {
  const { api, words } = useConsole();
  const { value, trouble } = useLookUp('all', () => api.feedback());
  if (trouble) return <p class="notice">{words.lost}</p>;
  if (!value) return null;
  return value.length === 0 ? <p class="hint">{words.noFeedback}</p> : <FeedbackLines lines={value} />;
}

function UnansweredList() {
  const { api, words } = useConsole();
  const { value, trouble } = useLookUp('all', () => api.unanswered());
  if (trouble) return <p class="notice">{words.lost}</p>;
  if (!value) return null;
  if (value.length === 0) return <p class="hint">{words.noUnanswered}</p>;
  return (
    <ul class="lines">
      {value.map((one) => (
        <UnansweredLine key={`${one.text} ${one.act}`} one={one} />
      ))}
    </ul>
  );
}

function UnansweredLine({ one: { text, act, times, lastAt, nearest } }: { readonly one: Unanswered }) {
  const { words } = useConsole();
  return (
    <li>
      <p class="line-head">
        <span class={`verdict ${act}`}>{words.acts[act]}</span>
        <strong>{text}</strong>
      </p>
      {nearest.length > 0 && (
        <p class="nearest">
          <span class="soft">{words.nearest}</span>
          {nearest.slice(0, 3).map(({ entry, question, confidence }) => (
            <a key={entry} class="chip" href={hashOf({ name: 'entry', entry })}>
              {question}
              {confidence !== undefined && <small>{Math.round(confidence * 100)}%</small>}
            </a>
          ))}
        </p>
      )}
      <p class="soft">
        {words.asked.replace('{times}', String(times))} · <When at={lastAt} />
      </p>
    </li>
  );
}
