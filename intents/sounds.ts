/** How Chinese is said: one syllable a character, by the words that stand around it. */
import { pinyin } from 'pinyin-pro';

/** A question is read aloud more than once, by the spelling and by the features; its last pieces are kept. */
const remembered = 16;
const last = new Map<string, readonly string[]>();

/** Syllables of a text, one for each character; what is not Chinese stays as it is. */
export function soundsOf(text: string): readonly string[] {
  const known = last.get(text);
  if (known !== undefined) return known;
  const sounds = pinyin(text, { toneType: 'none', type: 'array', v: true });
  if (last.size >= remembered) last.clear();
  last.set(text, sounds);
  return sounds;
}
