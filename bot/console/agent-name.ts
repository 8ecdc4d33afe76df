/** Names that agents sign in with: an e-mail address, a user name, or Chinese characters. */

const pattern = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u;

/** The one way in which a name is written and compared. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export function isAgentName(folded: string): boolean {
  return pattern.test(folded);
}
