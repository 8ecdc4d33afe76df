/** The same questions asked of another owner: what looks most like a question in scope and is none. */
import type { KnowledgeBase } from '../knowledge/schema.ts';
import { type Example, type ExampleSet, elsewhere } from './examples.ts';
import { normalize } from './normalize.ts';
import { hashText, scrambled } from './random.ts';

/** How people say whose account they mean. */
const ways = ['%s那边', '%s账号', '%s的', '在%s上', '%s', '我在%s', '%s上', '%s后台'] as const;
const waysInEnglish = ['%s: %q', '%q on %s'] as const;
const ourselves = /腾讯云|腾讯/g;
const english = /^[a-z ]+$/;
const shortestName = 2;

/** One of so many examples is asked elsewhere; twice as many teach no more. */
const share = 4;

/**
 * Made of the entries' own examples and the names in the lexicon's layer `owner`. Which example meets which name
 * hangs on its text alone. An example made of another is held out together with it.
 */
export function askElsewhere(knowledge: KnowledgeBase, { targets, examples }: ExampleSet): Example[] {
  const label = targets.indexOf(elsewhere);
  const names = knowledge.concepts
    .filter(({ layer }) => layer === 'owner')
    .flatMap(({ forms }) => forms)
    .map(normalize)
    .filter((name) => name.length >= shortestName);
  if (names.length === 0) return [];
  return examples
    .filter((example) => targets[example.label]?.kind === 'entry')
    .map((example) => ({ ...example, drawn: scrambled(hashText(example.clean)) }))
    .filter(({ drawn }) => drawn % share === 0)
    .map(({ clean, fold, drawn }) => {
      const name = names[(drawn >>> 8) % names.length] ?? '';
      return { clean: normalize(asked(clean, name, drawn >>> 4)), label, fold };
    });
}

function asked(question: string, name: string, drawn: number): string {
  if (english.test(question)) {
    const way = waysInEnglish[drawn % waysInEnglish.length] ?? '';
    return way.replace('%s', name).replace('%q', question);
  }
  return (ways[drawn % ways.length] ?? '').replace('%s', name) + question.replace(ourselves, '');
}
