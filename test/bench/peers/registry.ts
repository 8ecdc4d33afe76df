/** All peers by a short key. Each is imported only where it runs, so that none pays for another's memory. */
import type { Peer } from './peer.ts';

export const peers: Readonly<Record<string, () => Promise<Peer>>> = {
  'fuse-default': async () => (await import('./fuse.ts')).fuseDefault,
  'fuse-tokens': async () => (await import('./fuse.ts')).fuseTokens,
  minisearch: async () => (await import('./minisearch.ts')).miniSearch,
  'orama-mandarin': async () => (await import('./orama.ts')).oramaMandarin,
  'orama-tokens': async () => (await import('./orama.ts')).oramaTokens,
  flexsearch: async () => (await import('./flexsearch.ts')).flexSearch,
  'nlp-js': async () => (await import('./nlp-js.ts')).nlpJs,
  'nlp-js-entries': async () => (await import('./nlp-js.ts')).nlpJsEntries,
  'natural-bayes': async () => (await import('./natural-bayes.ts')).naturalBayes,
  bm25: async () => (await import('./bm25.ts')).bm25,
};
