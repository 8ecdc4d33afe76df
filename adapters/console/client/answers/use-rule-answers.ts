/** Keeps what the rules say to the facts of the moment: each call is made once, and nothing but its own answer is shown for it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RuleAnswer } from '../../console-api.ts';
import type { Api, RuleCall } from '../api.ts';

export interface RuleAnswers {
  /** The answer to this very call; while it is on its way, the last one of the same form. */
  readonly of: (call: RuleCall | undefined) => RuleAnswer | undefined;
  readonly isBusy: boolean;
  readonly isLost: boolean;
}

interface Kept {
  readonly known: Map<string, RuleAnswer | 'on its way' | 'lost'>;
  readonly latest: Map<string, RuleAnswer>;
}

export function useRuleAnswers(api: Pick<Api, 'rule'>, calls: readonly RuleCall[]): RuleAnswers {
  const { known, latest } = useRef<Kept>({ known: new Map(), latest: new Map() }).current;
  const [, redraw] = useState(0);
  const keys = calls.map((call) => JSON.stringify(call));

  async function ask(call: RuleCall, key: string): Promise<void> {
    known.set(key, 'on its way');
    const outcome = await api.rule(call);
    known.set(key, outcome.status === 'ok' ? outcome.value : 'lost');
    if (outcome.status === 'ok') latest.set(formKey(call), outcome.value);
    redraw((times) => times + 1);
  }
  useLayoutEffect(() => {
    for (const [at, call] of calls.entries()) {
      const key = keys[at] ?? '';
      const kept = known.get(key);
      if (kept === undefined || kept === 'lost') ask(call, key);
    }
    redraw((times) => times + 1);
  }, [keys.join()]);
  const states = keys.map((key) => known.get(key) ?? 'on its way');
  return {
    isBusy: states.includes('on its way'),
    isLost: states.includes('lost'),
    of(call) {
      if (!call) return undefined;
      const kept = known.get(JSON.stringify(call));
      if (kept === 'lost') return undefined;
      return kept === undefined || kept === 'on its way' ? latest.get(formKey(call)) : kept;
    },
  };
}

const formKey = ({ rule, entry }: RuleCall): string => `${entry} ${rule}`;
