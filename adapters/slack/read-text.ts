/** What a person typed, out of what Slack makes of it: entities, mentions and links are written in marks. */

/** Whether a text calls somebody: `user`, or anybody at all. */
export function mentions(text: string, user?: string): boolean {
  if (user === undefined) return /<@[A-Z0-9]+(\|[^<>]*)?>/.test(text);
  return text.includes(`<@${user}>`) || text.includes(`<@${user}|`);
}

/** The user that a text calls first. */
export const firstMention = (text: string): string | undefined =>
  /<@([A-Z0-9]+)(?:\|[^<>]*)?>/.exec(text)?.[1];

/** The words: without the call to us, links as people read them, entities as characters. */
export function cleanText(text: string, self?: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g, (call, user) => (user === self ? ' ' : call))
    .replace(/<([^<>]*)>/g, (_, mark: string) => readMark(mark))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** `#C1|general`, `!here`, `https://a.example|label`: the label where there is one. */
function readMark(mark: string): string {
  const [target = '', label] = mark.split('|');
  if (label) return target.startsWith('#') ? `#${label}` : label;
  if (target.startsWith('@')) return '@…';
  if (target.startsWith('!')) return `@${target.slice(1).split('^')[0]}`;
  return target.replace(/^(mailto|tel):/, '');
}
