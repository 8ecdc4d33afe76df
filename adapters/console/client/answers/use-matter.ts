/** The matter at hand, changed by what the agent fills in, chooses and leaves out. */
import { useState } from 'preact/hooks';
import type { Facts } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import type { Answered } from '../reply/compose.ts';
import { callOf, type Matter, type Topic } from './topic.ts';
import { useRuleAnswers } from './use-rule-answers.ts';

export type FactValue = Facts[string];

export interface MatterDesk {
  readonly matter: Matter;
  readonly answered: readonly Answered[];
  readonly isBusy: boolean;
  readonly isLost: boolean;
  /** An empty value makes the fact unknown. Whatever is set by hand is confirmed. */
  readonly setFact: (fact: string, value: FactValue) => void;
  readonly confirm: (facts: readonly string[]) => void;
  readonly setAsOf: (day: string) => void;
  readonly change: (key: string, change: Partial<Topic>) => void;
}

export function useMatter(first: Matter): MatterDesk {
  const { api } = useConsole();
  const [matter, setMatter] = useState(first);
  const calls = matter.topics.flatMap((topic) => callOf(topic, matter) ?? []);
  const { of, isBusy, isLost } = useRuleAnswers(api, calls);
  return {
    ...{ matter, isBusy, isLost },
    answered: matter.topics.map((topic) => ({ topic, worked: of(callOf(topic, matter)) })),
    setFact: (fact, value) => setMatter((before) => withFact(before, fact, value)),
    confirm: (facts) => setMatter((before) => confirmed(before, facts)),
    setAsOf: (asOf) => setMatter((before) => ({ ...before, asOf })),
    change: (key, change) =>
      setMatter((before) => ({
        ...before,
        topics: before.topics.map((topic) => (topic.key === key ? { ...topic, ...change } : topic)),
      })),
  };
}

function withFact(before: Matter, fact: string, value: FactValue): Matter {
  const { [fact]: _, ...others } = before.facts;
  const facts = value === '' ? others : { ...others, [fact]: value };
  return confirmed({ ...before, facts }, [fact]);
}

const confirmed = (before: Matter, facts: readonly string[]): Matter => ({
  ...before,
  unconfirmed: before.unconfirmed.filter((fact) => !facts.includes(fact)),
});
