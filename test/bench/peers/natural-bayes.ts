/** natural's naive Bayes on characters and bigrams; raw Chinese strings would give it nothing. */
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { nowhere, type Peer } from './peer.ts';
import { tokensOf } from './tokens.ts';
import { versionOf } from './version.ts';

export const naturalBayes: Peer = {
  name: 'natural, Bayes',
  version: versionOf('natural'),
  settings: 'characters and bigrams; declined examples as a class',
  build({ entries, none }) {
    const classifier = new BayesClassifier();
    for (const { id, texts } of entries) for (const text of texts) classifier.addDocument(tokensOf(text), id);
    for (const text of none) classifier.addDocument(tokensOf(text), nowhere);
    classifier.train();
    return (question) => {
      const classes = classifier.getClassifications(tokensOf(question));
      const all = classes.reduce((sum, { value }) => sum + value, 0) || 1;
      return classes.map(({ label, value }) => ({ entry: label, score: value / all }));
    };
  },
};
