/** The links in a text written in the small Markdown. */

const link = /\[([^[\]]*)\]\([^()]*\)/g;
const allowed = /^(https?:\/\/|tel:|mailto:)\S+$/;

/** Addresses of all links, in order of reading. */
export function linksIn(markdown: string): string[] {
  const [, ...behind] = markdown.split('](');
  return behind.flatMap((text) => (text.includes(')') ? [text.slice(0, text.indexOf(')'))] : []));
}

/** Addresses that no reply may carry, such as `javascript:` or a relative one. */
export function badLinks(markdown: string): string[] {
  return linksIn(markdown).filter((url) => !allowed.test(url));
}

/** The text as it is read: each link is replaced by its words. */
export function withoutLinks(markdown: string): string {
  return markdown.replace(link, '$1');
}
