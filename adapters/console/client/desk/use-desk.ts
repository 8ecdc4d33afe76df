/** The desk's live list: fetched whole whenever the line opens, then changed by what is heard on it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Handoff } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { alertAbout } from './alerts.ts';
import { type DeskMessage, inOrder, newlySaid, newlyWaiting, withHandoff } from './queue.ts';

export interface DeskMessageEvent {
  readonly handoff: string;
  readonly message: DeskMessage;
}

export interface DeskLine {
  readonly handoffs: readonly Handoff[];
  /** How many customers wait for somebody, or for an answer to what the agent has not read. */
  readonly waiting: number;
  /** Handoffs of the agent with words of the customer that were not open on the screen since. */
  readonly unread: ReadonlySet<string>;
  /** What the agent has begun to write, by handoff: it outlives a look elsewhere. */
  readonly drafts: Map<string, string>;
  /** Whether the list is sure to be the present one. */
  readonly isLive: boolean;
  readonly isLoaded: boolean;
  readonly note: (handoff: Handoff) => void;
  /** Hears the messages of one handoff, which counts as read meanwhile; gives the way to stop. */
  readonly listen: (handoff: string, hear: (message: DeskMessage) => void) => () => void;
}

/** A claim runs out unless it is renewed, so that nobody waits for an agent who went home. */
const renewal = 60_000;
const retry = 5_000;

export function useDesk(isPresent: boolean): DeskLine {
  const { api, me, words } = useConsole();
  const [handoffs, setHandoffs] = useState<readonly Handoff[]>([]);
  const [line, setLine] = useState<'closed' | 'open'>('closed');
  const [isLoaded, setLoaded] = useState(false);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const listeners = useRef(new Map<string, (message: DeskMessage) => void>());
  const known = useRef<readonly Handoff[] | undefined>(undefined);
  const drafts = useRef(new Map<string, string>());
  const isMine = ({ status, heldBy }: Handoff) => status === 'held' && heldBy === me.name;

  function markUnread(ids: readonly string[]): void {
    const unseen = ids.filter((id) => !listeners.current.has(id));
    if (unseen.length > 0) setUnread((before) => new Set([...before, ...unseen]));
  }

  function show(list: readonly Handoff[]): void {
    const before = known.current;
    known.current = list;
    setHandoffs(list);
    if (!before) return;
    for (const handoff of newlyWaiting(before, list)) alertAbout(handoff, words.someoneWaits);
    markUnread(newlySaid(before, list, me.name));
  }
  function hear({ handoff, message }: DeskMessageEvent): void {
    listeners.current.get(handoff)?.(message);
    const mine = known.current?.find((one) => one.id === handoff && isMine(one));
    if (!mine || message.from !== 'person') return;
    markUnread([handoff]);
    alertAbout({ ...mine, lastMessage: message.text }, words.someoneWrites);
  }
  const note = (handoff: Handoff) => show(withHandoff(known.current ?? [], handoff));
  async function load(): Promise<void> {
    const outcome = await api.handoffs();
    if (outcome.status !== 'ok') return;
    show(outcome.value.filter(({ status }) => status !== 'closed'));
    setLoaded(true);
  }
  useEffect(() => {
    if (!isPresent) return;
    return openLine({
      onOpen() {
        setLine('open');
        load();
      },
      onBreak: () => setLine('closed'),
      // a session that has ended leads to the sign-in
      onRefused: () => api.me(),
      onBeat: () => api.here(),
      onHandoff: note,
      onMessage: hear,
    });
  }, [isPresent]);
  useEffect(() => {
    const timer = setInterval(() => {
      for (const { id } of (known.current ?? []).filter(isMine)) api.act(id, 'claim');
    }, renewal);
    return () => clearInterval(timer);
  }, []);
  return {
    ...{ isLoaded, note, isLive: line === 'open', handoffs: inOrder(handoffs, me.name) },
    ...{ unread, drafts: drafts.current },
    waiting: handoffs.filter((one) => one.status === 'waiting' || (isMine(one) && unread.has(one.id))).length,
    listen(handoff, listener) {
      listeners.current.set(handoff, listener);
      setUnread((before) => new Set([...before].filter((id) => id !== handoff)));
      return () => listeners.current.delete(handoff);
    },
  };
}

interface LineDeps {
  readonly onOpen: () => void;
  readonly onBreak: () => void;
  readonly onRefused: () => void;
  /** The server asks whether anybody is there. */
  readonly onBeat: () => void;
  readonly onHandoff: (handoff: Handoff) => void;
  readonly onMessage: (event: DeskMessageEvent) => void;
}

/** The browser opens a broken line again by itself, but not one that the server refused. */
function openLine(deps: LineDeps): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function open(): void {
    source = new EventSource('/console/api/events');
    source.onopen = deps.onOpen;
    source.addEventListener('beat', deps.onBeat);
    source.addEventListener('handoff', ({ data }) => deps.onHandoff(JSON.parse(data)));
    source.addEventListener('message', ({ data }) => deps.onMessage(JSON.parse(data)));
    source.onerror = () => {
      deps.onBreak();
      if (source?.readyState !== EventSource.CLOSED) return;
      deps.onRefused();
      timer = setTimeout(open, retry);
    };
  }
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
