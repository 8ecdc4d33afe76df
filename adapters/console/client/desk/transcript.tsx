/** What was said so far, the newest at the bottom. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ContentView } from '../../../ui/content.tsx';
import { useConsole } from '../context.ts';
import { When } from '../when.tsx';
import type { DeskMessage } from './queue.ts';

/** Pixels from the end within which somebody reads the newest; who reads further up is left there. */
const nearEnd = 60;

export function Transcript({ messages }: { readonly messages: readonly DeskMessage[] }) {
  const { words } = useConsole();
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (isAtEnd.current || messages.at(-1)?.from === 'human')
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [messages.length]);
  return (
    <div
      class="transcript"
      ref={scroller}
      role="log"
      aria-label={words.transcript}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      {messages.map(({ id, from, text, content, at }) => (
        <div key={id} class={`line-said ${from}`}>
          <p class="soft">
            {words.speakers[from]} · <When at={at} />
          </p>
          <div class="bubble">{content ? <ContentView content={content} /> : <p>{text}</p>}</div>
        </div>
      ))}
    </div>
  );
}
