/** fuse.js, as its documentation shows it and at its best for Chinese. */
import Fuse, { type IFuseOptions } from 'fuse.js';
import { bestOfEach, type Peer, pooled, type Ranker, rowsOf } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

interface Row {
  readonly entry: string;
  readonly text: string;
}

function build(rows: readonly Row[], options: IFuseOptions<Row>): Ranker {
  const fuse = new Fuse(rows, { keys: ['text'], includeScore: true, ...options });
  // A score of 0 is fuse.js's best.
  return (question) =>
    bestOfEach(
      fuse.search(question).map(({ item, score }) => ({ entry: item.entry, score: 1 - (score ?? 1) })),
    );
}

const version = versionOf('fuse.js');

export const fuseDefault: Peer = {
  name: 'fuse.js, default options',
  version,
  settings: 'as documented: one row a text, `keys`, all else default',
  build: (lesson) => build(rowsOf(lesson), {}),
};

export const fuseTokens: Peer = {
  name: 'fuse.js, token search',
  version,
  settings: 'one document an entry; `useTokenSearch` over characters and bigrams, `ignoreLocation`',
  build: (lesson) =>
    build(
      pooled(lesson).map(({ id, text }) => ({ entry: id, text })),
      { useTokenSearch: true, tokenize: tokensOf, ignoreLocation: true },
    ),
};
