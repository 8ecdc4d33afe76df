/** Tokens for peers that have none of their own for Chinese: characters, pairs of them, and Latin words. */

const runs = /\p{Script=Han}+|[a-z0-9]+/gu;

function cut(run: string): string[] {
  if (/^[a-z0-9]/.test(run)) return [run];
  const characters = [...run];
  return [...characters, ...characters.slice(1).map((character, at) => `${characters[at]}${character}`)];
}

export const tokensOf = (text: string): string[] =>
  (text.normalize('NFKC').toLowerCase().match(runs) ?? []).flatMap(cut);
