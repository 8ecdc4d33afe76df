/** Keeps a conversation up with what happens elsewhere: other tabs, the connection, the humans of the support desk. */
import type { Api } from './api.ts';
import type { Conversation } from './conversation.ts';
import { createDeskLine } from './desk-line.ts';
import type { Memory } from './memory.ts';
import { mayHearHuman } from './timeline.ts';

export interface WorldDeps {
  readonly memory: Memory;
  readonly conversation: Conversation;
  readonly api: Pick<Api, 'listen'>;
}

/** Follows until the function that it gives is called. */
export function followWorld({ memory, conversation, api }: WorldDeps): () => void {
  const reload = () => void conversation.load();
  const line = createDeskLine({ listen: api.listen, onEvent: conversation.hear, onReturn: reload });
  const keys = [memory.keyOf('latest'), memory.keyOf('conversation')];
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== null && keys.includes(key)) reload();
  };
  const onOnline = () => conversation.retry();

  /** A browser has few connections for one server: only a tab that is looked at, and may hear somebody, takes one. */
  function chooseLine(): void {
    const { items, holder, isLoaded } = conversation.state();
    const isWorthwhile = isLoaded && (holder?.holder === 'human' || mayHearHuman(items));
    line.follow(isWorthwhile && !document.hidden ? memory.read('conversation') : undefined);
  }
  const onVisible = () => {
    chooseLine();
    // what was said while nobody listened
    if (!document.hidden && mayHearHuman(conversation.state().items)) reload();
  };

  const leave = conversation.subscribe(chooseLine);
  window.addEventListener('storage', onStorage);
  window.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    leave();
    line.follow(undefined);
    window.removeEventListener('storage', onStorage);
    window.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
