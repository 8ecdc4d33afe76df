/** FlexSearch with its CJK character set; it ranks without telling a score, so places count. */
import { Charset, Index } from 'flexsearch';
import { bestOfEach, type Peer } from './peer.ts';
import { versionOf } from './version.ts';

export const peer: Peer = {
  name: 'FlexSearch',
  version: versionOf('flexsearch'),
  settings: 'one document a text; Charset.CJK, context, suggest',
  build({ entries }) {
    const index = new Index({ encoder: Charset.CJK, context: true });
    const owners: string[] = [];
    for (const { id, texts } of entries) for (const text of texts) index.add(owners.push(id) - 1, text);
    return (question) => {
      const found = index.search(question, { suggest: true, limit: 100 }) as number[];
      return bestOfEach(found.map((at, place) => ({ entry: owners[at] ?? '', score: 1 / (1 + place) })));
    };
  },
};
