/** Names of what the build makes, for those who serve or copy it. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';

/** What the pages of a help centre load, in the folder `siteDir`. */
export const siteParts = { style: 'site.css', script: 'site.js', icon: 'mark.svg' } as const;

/** `assets/chat.js` → `assets/chat-0123456789.js`: a name that changes with the content may be kept for ever. */
export function hashedName(path: string, content: Uint8Array): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const ending = extname(path);
  return `${path.slice(0, -ending.length)}-${hash}${ending}`;
}
