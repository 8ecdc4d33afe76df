/** MiniSearch with characters and bigrams, for its own tokenizer does not cut Chinese. */
import MiniSearch from 'minisearch';
import { type Peer, pooled } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

export const miniSearch: Peer = {
  name: 'MiniSearch',
  version: versionOf('minisearch'),
  settings: 'one document an entry; characters and bigrams, `fuzzy: 0.2`',
  build(lesson) {
    const index = new MiniSearch({ fields: ['text'], tokenize: tokensOf, searchOptions: { fuzzy: 0.2 } });
    index.addAll(pooled(lesson));
    return (question) => index.search(question).map(({ id, score }) => ({ entry: String(id), score }));
  },
};
