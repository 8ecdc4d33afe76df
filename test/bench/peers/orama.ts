/** Orama, with the Mandarin tokenizer of its own house and with characters and bigrams. */
import { create, insertMultiple, search, type Tokenizer } from '@orama/orama';
import { createTokenizer } from '@orama/tokenizers/mandarin';
import { bestOfEach, type Lesson, type Peer, type Ranker, rowsOf } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

const most = 100;

async function build(lesson: Lesson, tokenizer: Tokenizer): Promise<Ranker> {
  const db = create({ schema: { entry: 'enum', text: 'string' } as const, components: { tokenizer } });
  await insertMultiple(db, rowsOf(lesson));
  return async (question) => {
    const { hits } = await search(db, { term: question, properties: ['text'], limit: most });
    return bestOfEach(hits.map(({ document, score }) => ({ entry: String(document.entry), score })));
  };
}

const version = versionOf('@orama/orama');

export const oramaMandarin: Peer = {
  name: 'Orama, mandarin tokenizer',
  version,
  settings: 'as documented: one document a text, tokenizer of `@orama/tokenizers/mandarin`',
  build: (lesson) => build(lesson, createTokenizer()),
};

export const oramaTokens: Peer = {
  name: 'Orama, bigrams',
  version,
  settings: 'one document a text; a tokenizer of characters and bigrams',
  build: (lesson) =>
    build(lesson, { language: 'chinese', normalizationCache: new Map(), tokenize: (text) => tokensOf(text) }),
};
