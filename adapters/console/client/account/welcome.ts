/** The one-time link that an administrator gives a new agent: `/console#welcome=TOKEN`. */

/** The token, taken out of the address at once so that neither history nor a screenshot keeps it. */
export function takeWelcome(
  { hash }: Pick<Location, 'hash'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const token = /^#welcome=(.+)$/.exec(hash)?.[1];
  if (token === undefined) return undefined;
  history.replaceState(null, '', '#/');
  return token;
}

/** What became of a sign-in with the company's own service: `/console#oidc=refused`. */
export function takeRefusal(
  { hash }: Pick<Location, 'hash'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const refusal = /^#oidc=(\w+)$/.exec(hash)?.[1];
  if (refusal !== undefined) history.replaceState(null, '', '#/');
  return refusal;
}
