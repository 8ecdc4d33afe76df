/** nlp.js with its Chinese language package, as its documentation shows it. */
import { containerBootstrap } from '@nlpjs/core';
import { LangZh } from '@nlpjs/lang-zh';
import { Nlp } from '@nlpjs/nlp';
import { type Lesson, nowhere, type Peer, type Ranker } from './peer.ts';
import { versionOf } from './version.ts';

async function build({ entries, none }: Lesson): Promise<Ranker> {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangZh);
  const nlp = container.get('nlp');
  Object.assign(nlp.settings, { autoSave: false, autoLoad: false });
  nlp.addLanguage('zh');
  for (const { id, texts } of entries) for (const text of texts) nlp.addDocument('zh', text, id);
  for (const text of none) nlp.addDocument('zh', text, 'None');
  await nlp.train();
  return async (question) => {
    const { classifications } = await nlp.process('zh', question);
    return classifications.map(({ intent, score }) => ({
      entry: intent === 'None' ? nowhere : intent,
      score,
    }));
  };
}

const version = versionOf('@nlpjs/nlp');

export const nlpJs: Peer = {
  name: 'nlp.js',
  version,
  settings: 'as documented: zh, defaults; declined examples as `None`',
  build,
};

/** It finds more and refuses less. */
export const nlpJsEntries: Peer = {
  name: 'nlp.js, entries alone',
  version,
  settings: 'zh, defaults; without declined examples',
  build: (lesson) => build({ ...lesson, none: [] }),
};
