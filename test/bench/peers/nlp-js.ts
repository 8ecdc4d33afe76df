/** nlp.js with its Chinese language package, as its documentation shows it. */
import { containerBootstrap } from '@nlpjs/core';
import { LangZh } from '@nlpjs/lang-zh';
import { Nlp } from '@nlpjs/nlp';
import { nowhere, type Peer } from './peer.ts';
import { versionOf } from './version.ts';

export const nlpJs: Peer = {
  name: 'nlp.js',
  version: versionOf('@nlpjs/nlp'),
  settings: 'as documented: zh, defaults; declined examples as `None`',
  async build({ entries, none }) {
    const container = await containerBootstrap();
    container.use(Nlp);
    container.use(LangZh);
    const nlp = container.get('nlp');
    Object.assign(nlp.settings, { autoSave: false, autoLoad: false, log: false });
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
  },
};
