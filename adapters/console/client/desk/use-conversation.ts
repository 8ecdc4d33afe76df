/** One conversation at the desk: fetched, kept up to date, taken over, answered, handed back. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HandoffView } from '../../console-api.ts';
import type { Deed } from '../api.ts';
import { useConsole } from '../context.ts';
import { type DeskMessage, withMessage } from './queue.ts';
import type { DeskLine } from './use-desk.ts';

export interface OpenConversation {
  readonly view: HandoffView | undefined;
  readonly trouble: 'lost' | 'gone' | 'taken' | undefined;
  readonly isMine: boolean;
  readonly act: (deed: Deed) => Promise<void>;
  /** True when the message has left. The same text again, after a failure, is the same message. */
  readonly say: (text: string) => Promise<boolean>;
}

export function useConversation(id: string, desk: DeskLine): OpenConversation {
  const { api, me } = useConsole();
  const [view, setView] = useState<HandoffView>();
  const [trouble, setTrouble] = useState<OpenConversation['trouble']>();
  const unsent = useRef<{ readonly text: string; readonly id: string }>(undefined);
  const add = (message: DeskMessage) => setView((before) => before && withMessage(before, message));

  async function load(): Promise<void> {
    const outcome = await api.handoff(id);
    if (outcome.status === 'ok') setView(outcome.value);
    setTrouble(outcome.status === 'ok' ? undefined : outcome.status === 'refused' ? 'gone' : 'lost');
  }
  useLayoutEffect(() => {
    if (desk.isLive || !view) load();
  }, [desk.isLive]);
  useEffect(() => desk.listen(id, add), []);
  const listed = desk.handoffs.find((one) => one.id === id);
  const status = listed?.status ?? (desk.isLoaded && view ? 'closed' : view?.status);
  const heldBy = listed ? listed.heldBy : view?.heldBy;

  async function act(deed: Deed): Promise<void> {
    const outcome = await api.act(id, deed);
    if (outcome.status === 'ok') desk.note(outcome.value);
    setTrouble(outcome.status === 'ok' ? undefined : outcome.status === 'refused' ? 'taken' : 'lost');
    await (outcome.status === 'refused' ? load() : undefined);
  }
  async function say(text: string): Promise<boolean> {
    if (unsent.current?.text !== text) unsent.current = { text, id: createMessageId() };
    const outcome = await api.say(id, { text, clientMessageId: unsent.current.id });
    setTrouble(outcome.status === 'ok' ? undefined : outcome.status === 'refused' ? 'taken' : 'lost');
    if (outcome.status !== 'ok') return false;
    unsent.current = undefined;
    if (isMessage(outcome.value)) add(outcome.value);
    return true;
  }
  const now = view && { ...view, status: status ?? view.status };
  return { view: now, trouble, isMine: status === 'held' && heldBy === me.name, act, say };
}

const isMessage = (value: unknown): value is DeskMessage =>
  typeof value === 'object' && value !== null && 'id' in value && 'text' in value;

/** Also on pages without HTTPS, where `crypto.randomUUID` is missing. */
const createMessageId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
