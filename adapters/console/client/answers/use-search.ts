/** Looks up what is typed, with every key; an older look-up is given up as soon as a newer one begins. */
import { useRef, useState } from 'preact/hooks';
import type { SearchResult } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { readReceiptCode } from './pasted-text.ts';
import { type Row, rowsOf } from './rows.ts';

export interface Search {
  readonly query: string;
  readonly rows: readonly Row[];
  readonly result: SearchResult | undefined;
  readonly isBusy: boolean;
  readonly isLost: boolean;
  /** Position of the row that Enter opens. */
  readonly active: number;
  readonly choose: (at: number) => void;
  readonly ask: (text: string) => void;
}

export function useSearch(): Search {
  const { api } = useConsole();
  const [query, setQuery] = useState('');
  const [result, setResult] = useState<SearchResult>();
  const [state, setState] = useState<'idle' | 'busy' | 'lost'>('idle');
  const [active, setActive] = useState(0);
  const newest = useRef<AbortController>(undefined);

  async function ask(text: string): Promise<void> {
    newest.current?.abort();
    setQuery(text);
    if (text.trim() === '' || readReceiptCode(text) !== undefined) {
      setResult(undefined);
      setState('idle');
      return;
    }
    const mine = new AbortController();
    newest.current = mine;
    setState('busy');
    const outcome = await api.search(text, mine.signal);
    if (mine.signal.aborted) return;
    setActive(0);
    setState(outcome.status === 'ok' ? 'idle' : 'lost');
    if (outcome.status !== 'ok') return;
    setResult(outcome.value);
    if (isMasked(text, outcome.value.query)) setQuery(outcome.value.query);
  }
  const rows = rowsOf(query, result);
  return {
    ...{ query, result, rows, ask, isBusy: state === 'busy', isLost: state === 'lost' },
    active: Math.min(active, rows.length - 1),
    choose: setActive,
  };
}

/** A personal number that was typed does not stay in the field. */
const isMasked = (typed: string, query: string): boolean =>
  query !== typed && query.split('***').length > typed.split('***').length;
