/** One reply of the assistant: its text, how it was computed, where it stands, what can be picked, and a verdict on it. */
import type { Computed, Content, Option, Reply } from '../../channel.ts';
import { ContentView, LinkView } from '../../ui/content.tsx';
import type { Api } from './api.ts';
import { Icon } from './icon.tsx';
import { ReplyActions } from './reply-actions.tsx';
import { reveal, Sources } from './sources.tsx';
import { ValueInput } from './value-input.tsx';
import type { Words } from './words.ts';

export interface ReplyProps {
  readonly reply: Reply;
  readonly words: Words;
  readonly rate: Api['rate'];
  /** Whether the conversation still waits for an answer to it. */
  readonly isNewest: boolean;
  readonly help: string | undefined;
  readonly onPick: (option: Option) => void;
  readonly onGive: (text: string) => void;
}

/** Acts that say something about the matter, and so can be copied and rated. */
const rateable: ReadonlySet<string> = new Set(['answer', 'computed', 'fallback']);

export function ReplyView({ reply, words, rate, isNewest, help, onPick, onGive }: ReplyProps) {
  const { act, content, computed, sources, options = [], input } = reply;
  return (
    <article class={`reply ${act}`}>
      <span class="unseen">{act === 'human' ? words.human : words.assistant}</span>
      {computed?.basis === 'account' && (
        <p class="basis">
          <Icon name="person" />
          {words.fromAccount}
        </p>
      )}
      <div class="content">
        <ContentView content={computed ? withoutWorkings(content) : content} />
      </div>
      {computed && <Steps computed={computed} words={words} />}
      <Links reply={reply} />
      {sources.length > 0 && <Sources {...{ reply, words, help }} />}
      {rateable.has(act) && <ReplyActions reply={reply} words={words} rate={rate} />}
      {input && isNewest && <ValueInput kind={input} words={words} onGive={onGive} />}
      {options.length > 0 && <Options {...{ reply, words, isNewest, onPick }} />}
    </article>
  );
}

/** A computed text tells its steps in a note, and its source after it: here both are folded below instead. */
function withoutWorkings(content: Content): Content {
  const at = content.findIndex(({ type }) => type === 'note');
  return at > 0 ? content.slice(0, at) : content;
}

interface ComputedProps {
  readonly computed: Computed;
  readonly words: Words;
}

function Steps({ computed, words }: ComputedProps) {
  if (computed.steps.length === 0) return null;
  return (
    <details class="steps" onToggle={reveal}>
      <summary>{words.steps}</summary>
      <ol>
        {computed.steps.map((step, at) => (
          <li key={at}>{step}</li>
        ))}
      </ol>
    </details>
  );
}

/** Links that the text does not show already. */
function Links({ reply }: { readonly reply: Reply }) {
  const shown = JSON.stringify(reply.content);
  const links = (reply.links ?? []).filter(({ url }) => !shown.includes(JSON.stringify(url)));
  if (links.length === 0) return null;
  return (
    <p class="links">
      {links.map(({ title, url }) => (
        <LinkView key={url} url={url}>
          {title}
        </LinkView>
      ))}
    </p>
  );
}

interface OptionsProps {
  readonly reply: Reply;
  readonly words: Words;
  readonly isNewest: boolean;
  readonly onPick: (option: Option) => void;
}

/** Below an answer they are what a reader may want next; otherwise one of them is to be chosen, by its number too. */
function Options({ reply, words, isNewest, onPick }: OptionsProps) {
  const { act, options = [] } = reply;
  const isRelated = act === 'answer' || act === 'computed';
  // an old question for a fact must not be answered in the place of a new one
  const isOver = act === 'ask' && !isNewest;
  const items = options.map((option) => (
    <li key={option.label}>
      <button
        type="button"
        class={option.value?.startsWith('compute:') ? 'option offer' : 'option'}
        disabled={isOver}
        onClick={() => onPick(option)}
      >
        {option.label}
      </button>
    </li>
  ));
  if (!isRelated)
    return (
      <div class="options">
        <ol aria-label={words.options}>{items}</ol>
      </div>
    );
  return (
    <div class="options related">
      <p class="caption">{words.related}</p>
      <ul aria-label={words.related}>{items}</ul>
    </div>
  );
}
