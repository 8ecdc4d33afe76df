/** Plain BM25 over one document an entry, written out here: what the textbook formula reaches. */
import { type Peer } from './peer.ts';
import { tokensOf } from './tokens.ts';

const k1 = 1.2;
const b = 0.75;

function countsOf(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

export const peer: Peer = {
  name: 'BM25',
  version: 'own, test/bench/peers',
  settings: `one document an entry; characters and bigrams, k1 ${k1}, b ${b}`,
  build({ entries }) {
    const documents = entries.map(({ id, texts }) => {
      const tokens = texts.flatMap(tokensOf);
      return { id, counts: countsOf(tokens), length: tokens.length };
    });
    const mean = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
    const postings = new Map<string, { at: number; weight: number }[]>();
    documents.forEach(({ counts, length }, at) => {
      for (const [token, count] of counts) {
        const weight = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / mean));
        postings.set(token, [...(postings.get(token) ?? []), { at, weight }]);
      }
    });
    const rarity = (holders: number) => Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
    return (question) => {
      const scores = new Float64Array(documents.length);
      for (const token of tokensOf(question)) {
        const holders = postings.get(token) ?? [];
        for (const { at, weight } of holders) scores[at] = (scores[at] ?? 0) + rarity(holders.length) * weight;
      }
      const ranked = documents.map(({ id }, at) => ({ entry: id, score: scores[at] ?? 0 }));
      return ranked.filter(({ score }) => score > 0).sort((x, y) => y.score - x.score);
    };
  },
};
