/** What was said so far, the newest at the bottom. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ContentView } from '../../../ui/content.tsx';
import { useConsole } from '../context.ts';
import { When } from '../when.tsx';
import type { DeskMessage } from './queue.ts';

export function Transcript({ messages }: { readonly messages: readonly DeskMessage[] }) {
  const { words } = useConsole();
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [messages.length]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="transcript" ref={scroller} role="log" aria-label={words.transcript} tabIndex={0}>
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
