/** Tokens for peers that have none of their own for Chinese: characters, pairs of them, and Latin words. */

const runs = /\p{Script=Han}+|[a-z0-9]+/gu;

function cut(run: string): string[] {
  if (/^[a-z0-9]/.test(run)) return [run];
  const characters = [...run];
  return [...characters, ...characters.slice(1).map((character, at) => `${characters[at]}${character}`)];
}

export const tokensOf = (text: string): string[] =>
  (text.normalize('NFKC').toLowerCase().match(runs) ?? []).flatMap(cut);

export const bigramsOf = (text: string): string[] => {
  const all = tokensOf(text);
  const longer = all.filter((token) => token.length > 1);
  return longer.length > 0 ? longer : all;
};
