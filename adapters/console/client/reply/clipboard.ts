/** Puts a rendered reply on the clipboard, in the form that the place it goes to understands. */
import type { Rendered } from '../../console-api.ts';

export const formats = ['rich', 'plain', 'markdown', 'slack', 'wecom'] as const;
export type Format = (typeof formats)[number];

/** What is pasted, by media type. `piece` counts the messages of a WeCom text from 0. */
export function clipboardData(
  format: Format,
  rendered: Rendered,
  piece = 0,
): Readonly<Record<string, string>> {
  if (format === 'rich') return { 'text/html': rendered.html, 'text/plain': rendered.plain };
  if (format === 'wecom') return { 'text/plain': rendered.wecom[piece] ?? '' };
  return { 'text/plain': rendered[format] };
}

/**
 * Begins to write at once, while the browser still remembers the key that was pressed, and waits for the text.
 * Rejects when the text does not come or the browser forbids it.
 */
export async function writeClipboard(
  types: readonly string[],
  data: Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  if (!('clipboard' in navigator) || typeof ClipboardItem === 'undefined') return copyByEvent(await data);
  const blobs = types.map(
    (type) => [type, data.then((made) => new Blob([made[type] ?? ''], { type }))] as const,
  );
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

/** The old way, for pages that are not served over HTTPS. */
function copyByEvent(data: Readonly<Record<string, string>>): void {
  const fill = (event: ClipboardEvent) => {
    for (const [type, text] of Object.entries(data)) event.clipboardData?.setData(type, text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  if (!isDone) throw new Error('the browser did not copy; allow this page to use the clipboard');
}

export const typesOf = (format: Format): readonly string[] =>
  format === 'rich' ? ['text/html', 'text/plain'] : ['text/plain'];
