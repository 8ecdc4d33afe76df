/** The log of a conversation. A new turn is scrolled to its beginning, so that long answers are read from the top. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Option } from '../../channel.ts';
import type { Api } from './api.ts';
import type { ChatState } from './conversation.ts';
import { Icon } from './icon.tsx';
import { ReplyView } from './reply-view.tsx';
import type { Item } from './timeline.ts';
import type { Words } from './words.ts';

export interface TranscriptProps {
  readonly state: ChatState;
  /** False while the panel is closed, where nothing has a place to be scrolled to. */
  readonly isOpen: boolean;
  readonly words: Words;
  readonly rate: Api['rate'];
  readonly help: string | undefined;
  readonly onPick: (option: Option) => void;
  /** Answers the newest question with a value. */
  readonly onGive: (text: string) => void;
  readonly onRetry: (id: string) => void;
  /** What stands above the first message. */
  readonly children: ComponentChildren;
}

export function Transcript({ state, isOpen, children, ...rest }: TranscriptProps) {
  const { words } = rest;
  const scroller = useRef<HTMLDivElement>(null);
  const { items, isLoaded, isSlow, connection } = state;
  const lastSaid = items.findLastIndex(({ from }) => from === 'person');
  const newest = [items[lastSaid]?.id, items.length, isSlow, connection].join(' ');
  const shown = useRef('');
  useLayoutEffect(() => {
    if (!isOpen || !scroller.current || shown.current === newest) return;
    shown.current = newest;
    showNewest(scroller.current);
  }, [isOpen, newest]);
  useLayoutEffect(() => (scroller.current ? stayAtEnd(scroller.current) : undefined), []);
  return (
    <div class="scroller" ref={scroller}>
      {children}
      {!isLoaded && <Waiting words={words} />}
      <div class="log" role="log" aria-live="polite" aria-label={words.log} aria-busy={!isLoaded}>
        {items.map((item, at) => (
          <ItemView key={`${item.from} ${item.id}`} isNewest={at > lastSaid} {...{ item, ...rest }} />
        ))}
      </div>
      <p class={isSlow ? 'answering' : 'answering idle'} role="status">
        {isSlow && (
          <>
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span class="unseen">{words.answering}</span>
          </>
        )}
      </p>
    </div>
  );
}

type ItemProps = Omit<TranscriptProps, 'state' | 'isOpen' | 'children'> & {
  readonly item: Item;
  readonly isNewest: boolean;
};

function ItemView({ item, onRetry, ...rest }: ItemProps) {
  const { words } = rest;
  if (item.from === 'assistant') return <ReplyView reply={item.reply} {...rest} />;
  if (item.from === 'human')
    return (
      <article class="reply human">
        <p class="basis">
          <Icon name="person" />
          {words.human}
        </p>
        <p class="human-text">{item.text}</p>
      </article>
    );
  return (
    <div class={`said ${item.state}`}>
      <p class="bubble">
        <span class="unseen">{words.you}</span>
        {item.text}
      </p>
      {item.state === 'waiting' && <p class="delivery">{words.waiting}</p>}
      {item.state === 'failed' && (
        <p class="delivery">
          {words.failed}
          <button type="button" class="plain" onClick={() => onRetry(item.id)}>
            {words.retry}
          </button>
        </p>
      )}
    </div>
  );
}

/** The style sheet shows it only when fetching what was said takes a while. */
function Waiting({ words }: { readonly words: Words }) {
  return (
    <p class="fetching">
      <span class="unseen">{words.loading}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

const air = 12;
/** Pixels from the end within which somebody reads the newest. */
const nearEnd = 4;

/** What takes room from the log, such as a notice or a field that grows, does not cover its end. Gives the way to stop. */
function stayAtEnd(scroller: HTMLElement): () => void {
  let isAtEnd = true;
  const note = () => {
    isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  };
  const sizes = new ResizeObserver(() => {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
  });
  scroller.addEventListener('scroll', note, { passive: true });
  sizes.observe(scroller);
  return () => {
    scroller.removeEventListener('scroll', note);
    sizes.disconnect();
  };
}

/** Brings the end into view, but never scrolls the person's own last message out of it, nor a human's that came after it. */
function showNewest(scroller: HTMLElement): void {
  const newest = [...scroller.querySelectorAll<HTMLElement>('.said, .reply.human')].at(-1);
  const end = scroller.scrollHeight - scroller.clientHeight;
  scroller.scrollTop = newest ? Math.min(end, newest.offsetTop - air) : end;
}
