/** Plain BM25 over one document an entry, written out here: what the textbook formula reaches. */
import { type Peer, pooled, type Ranked } from './peer.ts';
import { tokensOf } from './tokens.ts';

const k1 = 1.2;
const b = 0.75;

/** For every token, what it adds to the score of each document that holds it. */
type Postings = ReadonlyMap<string, readonly { readonly at: number; readonly gain: number }[]>;

function countsOf(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function indexOf(documents: readonly (readonly string[])[]): Postings {
  const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const postings = new Map<string, { at: number; gain: number }[]>();
  documents.forEach((tokens, at) => {
    for (const [token, count] of countsOf(tokens)) {
      const gain = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * tokens.length) / mean));
      const holders = postings.get(token) ?? [];
      holders.push({ at, gain });
      postings.set(token, holders);
    }
  });
  const rarity = (holders: number) => Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
  for (const holders of postings.values()) for (const one of holders) one.gain *= rarity(holders.length);
  return postings;
}

function rank(ids: readonly string[], postings: Postings, question: string): Ranked[] {
  const scores = ids.map(() => 0);
  for (const token of tokensOf(question))
    for (const { at, gain } of postings.get(token) ?? []) scores[at] = (scores[at] ?? 0) + gain;
  return ids
    .map((entry, at) => ({ entry, score: scores[at] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score);
}

export const bm25: Peer = {
  name: 'BM25',
  version: 'own',
  settings: `the textbook formula, one document an entry; characters and bigrams, k1 ${k1}, b ${b}`,
  build(lesson) {
    const documents = pooled(lesson);
    const postings = indexOf(documents.map(({ text }) => tokensOf(text)));
    const ids = documents.map(({ id }) => id);
    return (question) => rank(ids, postings, question);
  },
};
