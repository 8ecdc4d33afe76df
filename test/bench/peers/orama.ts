/** Orama with the Mandarin tokenizer of its own house. */
import { create, insertMultiple, search } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import { bestOfEach, type Peer } from './peer.ts';
import { versionOf } from './version.ts';

export const peer: Peer = {
  name: 'Orama',
  version: versionOf('@orama/orama'),
  settings: 'one document a text; mandarin tokenizer, threshold 1',
  async build({ entries }) {
    const schema = { entry: 'enum', text: 'string' } as const;
    const db = create({ schema, components: { tokenizer: createTokenizer() } });
    await insertMultiple(
      db,
      entries.flatMap(({ id, texts }) => texts.map((text) => ({ entry: id, text }))),
    );
    return async (question) => {
      const { hits } = await search(db, { term: question, properties: ['text'], threshold: 1, limit: 100 });
      return bestOfEach(hits.map(({ document, score }) => ({ entry: document.entry as string, score })));
    };
  },
};
