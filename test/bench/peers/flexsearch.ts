/** FlexSearch with characters and bigrams. It tells places, not scores. */
import { Index } from 'flexsearch';
import { type Peer, pooled } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

export const flexSearch: Peer = {
  name: 'FlexSearch',
  version: versionOf('flexsearch'),
  settings: 'one document an entry; characters and bigrams, `suggest`; gives no scores, so none to refuse by',
  build(lesson) {
    const index = new Index({ encode: tokensOf });
    const documents = pooled(lesson);
    documents.forEach(({ text }, at) => {
      index.add(at, text);
    });
    return (question) => {
      const found = index.search(question, { suggest: true }) as number[];
      return found.map((at, place) => ({ entry: documents[at]?.id ?? '', score: 1 / (1 + place) }));
    };
  },
};
