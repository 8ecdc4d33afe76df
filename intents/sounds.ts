/** How Chinese is said: one syllable a character, by the words that stand around it. */
import { pinyin } from 'pinyin-pro';

/** A question is read aloud more than once, by the spelling and by the features; its last pieces are kept. */
const remembered = 16;
const last = new Map<string, readonly string[]>();

const mostSyllables = 5000;
/** Syllables without their tones. Taking those off once for each syllable is twice as fast as asking pinyin-pro to. */
const toneless = new Map<string, string>();

function dropTone(syllable: string): string {
  const known = toneless.get(syllable);
  if (known !== undefined) return known;
  const bare = syllable
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/[\u0300-\u036f]/g, '');
  // What is not Chinese comes through here as well, and there is no end of it.
  if (toneless.size < mostSyllables) toneless.set(syllable, bare);
  return bare;
}

/** Syllables of a text, one for each character; what is not Chinese stays as it is. */
export function soundsOf(text: string): readonly string[] {
  const known = last.get(text);
  if (known !== undefined) return known;
  const sounds = pinyin(text, { type: 'array', toneSandhi: false }).map(dropTone);
  if (last.size >= remembered) last.clear();
  last.set(text, sounds);
  return sounds;
}
