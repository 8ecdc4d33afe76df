/** The desk's live list: fetched whole whenever the line opens, then changed by what is heard on it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Handoff } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { alertAbout } from './alerts.ts';
import { type DeskMessage, inOrder, newlyWaiting, withHandoff } from './queue.ts';

export interface DeskMessageEvent {
  readonly handoff: string;
  readonly message: DeskMessage;
}

export interface DeskLine {
  readonly handoffs: readonly Handoff[];
  readonly waiting: number;
  /** Whether the list is sure to be the present one. */
  readonly isLive: boolean;
  readonly isLoaded: boolean;
  readonly note: (handoff: Handoff) => void;
  /** Hears every message; gives the way to stop. */
  readonly listen: (hear: (event: DeskMessageEvent) => void) => () => void;
}

/** A claim runs out unless it is renewed, so that nobody waits for an agent who went home. */
const renewal = 60_000;
const retry = 5_000;

export function useDesk(isPresent: boolean): DeskLine {
  const { api, me, words } = useConsole();
  const [handoffs, setHandoffs] = useState<readonly Handoff[]>([]);
  const [line, setLine] = useState<'closed' | 'open'>('closed');
  const [isLoaded, setLoaded] = useState(false);
  const listeners = useRef(new Set<(event: DeskMessageEvent) => void>());
  const known = useRef<readonly Handoff[] | undefined>(undefined);

  function show(list: readonly Handoff[]): void {
    const before = known.current;
    known.current = list;
    setHandoffs(list);
    if (before) for (const handoff of newlyWaiting(before, list)) alertAbout(handoff, words.someoneWaits);
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
      onMessage(event) {
        for (const hear of listeners.current) hear(event);
      },
    });
  }, [isPresent]);
  useEffect(() => {
    const timer = setInterval(() => {
      const mine = (known.current ?? []).filter(
        ({ status, heldBy }) => status === 'held' && heldBy === me.name,
      );
      for (const { id } of mine) api.act(id, 'claim');
    }, renewal);
    return () => clearInterval(timer);
  }, []);
  return {
    ...{ isLoaded, note, isLive: line === 'open', handoffs: inOrder(handoffs, me.name) },
    waiting: handoffs.filter(({ status }) => status === 'waiting').length,
    listen(hear) {
      listeners.current.add(hear);
      return () => listeners.current.delete(hear);
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
