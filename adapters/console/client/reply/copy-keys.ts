/** The keys that copy: Ctrl or ⌘ with Enter for the usual form, Alt with a digit for each. */
import { type Format, formats } from './clipboard.ts';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** On a Mac, Alt with a digit types a sign: the place of the key tells the digit. */
export function formatOfKey({ key, code, altKey, ctrlKey, metaKey, shiftKey }: Key): Format | undefined {
  if (shiftKey) return undefined;
  if (key === 'Enter' && (ctrlKey || metaKey) && !altKey) return 'rich';
  if (!altKey || ctrlKey || metaKey) return undefined;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return digit === undefined ? undefined : formats[Number(digit) - 1];
}
