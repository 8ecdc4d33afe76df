/** fuse.js as its documentation shows it: a list, a key, default options. */
import Fuse from 'fuse.js';
import { bestOfEach, type Peer } from './peer.ts';
import { versionOf } from './version.ts';

export const peer: Peer = {
  name: 'fuse.js, default options',
  version: versionOf('fuse.js'),
  settings: 'one row a text, keys: text',
  build({ entries }) {
    const rows = entries.flatMap(({ id, texts }) => texts.map((text) => ({ entry: id, text })));
    const fuse = new Fuse(rows, { keys: ['text'], includeScore: true });
    return (question) =>
      bestOfEach(
        fuse.search(question).map(({ item, score }) => ({ entry: item.entry, score: 1 - (score ?? 1) })),
      );
  },
};
