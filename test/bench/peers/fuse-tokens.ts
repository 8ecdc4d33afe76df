/** fuse.js at its best for Chinese: token search over characters and pairs of them. */
import Fuse from 'fuse.js';
import { bestOfEach, type Peer } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

export const peer: Peer = {
  name: 'fuse.js, token search',
  version: versionOf('fuse.js'),
  settings: 'one row a text; useTokenSearch over characters and bigrams',
  build({ entries }) {
    const rows = entries.flatMap(({ id, texts }) => texts.map((text) => ({ entry: id, text })));
    const options = { keys: ['text'], includeScore: true, useTokenSearch: true, tokenize: tokensOf };
    const fuse = new Fuse(rows, options);
    return (question) =>
      bestOfEach(
        fuse.search(question).map(({ item, score }) => ({ entry: item.entry, score: 1 - (score ?? 1) })),
      );
  },
};
