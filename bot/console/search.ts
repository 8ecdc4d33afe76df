/** The console's search field: keywords in any order, pinyin and initials, and whatever the router makes of it. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Hit, SearchResult } from '../../adapters/console/console-api.ts';
import { maskPersonalData } from '../understand/personal-data.ts';
import { fold } from '../understand/plain-text.ts';
import type { Bench } from './bench.ts';
import { listCommands, readCommand } from './commands.ts';
import { type Example, pairsOf, type Searchable, searchIndex } from './search-index.ts';

const mostHits = 8;
/** Code points of a query that are read. */
const longestQuery = 200;
/** A candidate of the router below this is noise. */
const leastConfidence = 0.03;
/** What all words found in a title, in one similar question, or only by their sound weigh beside a confidence. */
const weights = { title: 0.6, sound: 0.5, example: 0.4, scattered: 0.25 } as const;

/** Entries best first; a text that begins with `/` is read as a short command as well. */
export function search(bench: Bench, typed: string): SearchResult {
  const query = maskPersonalData([...typed].slice(0, longestQuery).join('')).text;
  const command = readCommand(bench, query);
  const text = query.replace(/^\s*[/／]/, '');
  const hits = fold(text) === '' ? [] : findHits(bench, text);
  const commands = text === query ? undefined : listCommands(bench, text);
  return { query, hits, ...(command && { command }), ...(commands && { commands }) };
}

/** Builds the index and searches for some entries, so that the first agent who types need not wait for that. */
export async function warmUp(bench: Bench): Promise<void> {
  for (const { question } of bench.expertise.knowledge.entries.slice(0, mostWarming)) {
    search(bench, question);
    await breathe();
  }
}

/** Searches after which the code is warm, however many entries there are. */
const mostWarming = 50;

/** The entries that fit a text, best first. */
export function findHits({ expertise }: Bench, text: string): Hit[] {
  const words = text
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== '');
  const ranking = new Map(
    expertise.router.route(text).ranking.map(({ entry, confidence }) => [entry, confidence]),
  );
  return searchIndex(expertise.knowledge)
    .map((one) => ({ one, confidence: ranking.get(one.entry.id) ?? 0, found: findWords(one, words) }))
    .filter(({ confidence, found }) => found > 0 || confidence >= leastConfidence)
    .sort((a, b) => b.confidence + b.found - (a.confidence + a.found))
    .slice(0, mostHits)
    .map(({ one, confidence }) => toHit(one, { confidence, words, text }));
}

/** How well an entry holds all of the words; 0 when one of them is nowhere in it. */
function findWords({ titles, examples, sounds }: Searchable, words: readonly string[]): number {
  const inAll = (text: string) => words.every((word) => text.includes(word));
  if (titles.some(inAll)) return weights.title;
  if (words.every((word) => /^[a-z]{2,}$/.test(word)) && sounds.some(inAll)) return weights.sound;
  if (examples.some(({ folded }) => inAll(folded))) return weights.example;
  const anywhere = words.every((word) => examples.some(({ folded }) => folded.includes(word)));
  return anywhere ? weights.scattered : 0;
}

interface Asked {
  readonly confidence: number;
  readonly words: readonly string[];
  readonly text: string;
}

function toHit({ entry, examples }: Searchable, { confidence, words, text }: Asked): Hit {
  const asked = fold(text);
  const nearest = nearestTo(examples, pairsOf(asked), words);
  return {
    ...{ entry: entry.id, question: entry.question, section: entry.section },
    ...(confidence > 0 && { confidence }),
    ...(nearest && { matched: nearest.shown }),
    why: nearest ? sharedRuns(asked, nearest.folded) : [],
  };
}

/** The first of those that are most alike. */
function nearestTo(examples: readonly Example[], asked: ReadonlySet<string>, words: readonly string[]) {
  let nearest: Example | undefined;
  let most = -1;
  for (const example of examples) {
    const likeness = alike(asked, example, words);
    if (likeness > most) [nearest, most] = [example, likeness];
  }
  return nearest;
}

/** Shared pairs of characters (Dice), and a point for holding every word. */
function alike(asked: ReadonlySet<string>, { folded, pairs }: Example, words: readonly string[]): number {
  let shared = 0;
  for (const pair of asked) if (pairs.has(pair)) shared++;
  const dice = asked.size + pairs.size === 0 ? 0 : (2 * shared) / (asked.size + pairs.size);
  return dice + (words.every((word) => folded.includes(word)) ? 1 : 0);
}

const mostRuns = 4;

/** The longest runs of two characters or more that both texts hold, in the order of the question. */
function sharedRuns(asked: string, example: string): string[] {
  const runs: string[] = [];
  for (let at = 0; at < asked.length - 1 && runs.length < mostRuns; ) {
    let end = at;
    while (end < asked.length && example.includes(asked.slice(at, end + 1))) end++;
    if (end - at >= 2) runs.push(asked.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return [...new Set(runs)];
}
