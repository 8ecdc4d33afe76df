/** MiniSearch with characters and bigrams, for its own tokenizer does not cut Chinese. */
import MiniSearch from 'minisearch';
import { type Peer } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

export const peer: Peer = {
  name: 'MiniSearch',
  version: versionOf('minisearch'),
  settings: 'one document an entry; characters and bigrams',
  build({ entries }) {
    const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], tokenize: tokensOf });
    index.addAll(entries.map(({ id, texts }) => ({ id, text: texts.join('\n') })));
    return (question) =>
      index.search(question).map(({ id, score }) => ({ entry: id as string, score }));
  },
};
