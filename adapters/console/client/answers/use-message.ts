/** Takes a customer's message to the server and keeps what comes back. The text itself is held nowhere. */
import { useState } from 'preact/hooks';
import type { Analysis } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { goTo } from '../view.ts';

export interface Message {
  readonly analysis: Analysis | undefined;
  /** Counts the messages, so that each begins anew. */
  readonly round: number;
  readonly isBusy: boolean;
  readonly trouble: 'lost' | 'too long' | undefined;
  readonly take: (text: string, as: 'masked keywords' | 'message') => Promise<void>;
  readonly close: () => void;
}

/** `onKeywords` gets a short text once it is masked. */
export function useMessage(onKeywords: (masked: string) => void): Message {
  const { api } = useConsole();
  const [analysis, setAnalysis] = useState<Analysis>();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<'idle' | 'busy' | 'lost' | 'too long'>('idle');
  async function take(text: string, as: 'masked keywords' | 'message'): Promise<void> {
    setState('busy');
    const outcome = await api.analyze(text);
    setState(outcome.status === 'ok' ? 'idle' : outcome.status === 'refused' ? 'too long' : 'lost');
    if (outcome.status !== 'ok') return;
    if (as === 'masked keywords') {
      onKeywords(outcome.value.text.trim());
      return;
    }
    setAnalysis(outcome.value);
    setRound((before) => before + 1);
    goTo({ name: 'message' });
  }
  function close(): void {
    setAnalysis(undefined);
    goTo({ name: 'search' }, 'in place');
  }
  const trouble = state === 'lost' || state === 'too long' ? state : undefined;
  return { analysis, round, take, close, trouble, isBusy: state === 'busy' };
}
