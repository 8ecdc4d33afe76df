/** Characters typed for others that sound the same, such as 实民认征, become the words that were meant. */
import { type Dictionary, spell, spokenOf, type Word } from './dictionary.ts';

/** Clean text with slips of the ear and of the keyboard mended. */
export type HomophoneMender = (clean: string) => string;

const run = /\p{Script=Han}{2,}/gu;
/** A character that belongs to no known word. */
const unexplained = -10;
/** What it costs to take one character for another: a known word must be far likelier than what was typed. */
const exchange = -6;

function exchanged(typed: string, meant: string): number {
  let count = 0;
  for (let at = 0; at < typed.length; at++) if (typed[at] !== meant[at]) count++;
  return count;
}

export function createHomophoneMender(dictionary: Dictionary): HomophoneMender {
  /** Every two neighbours are a known word: nothing to mend, and most questions are done here. */
  function isPlain(typed: string): boolean {
    for (let at = 0; at + 1 < typed.length; at++) {
      if (dictionary.written(typed.slice(at, at + 2)) === undefined) return false;
    }
    return true;
  }

  function mend(typed: string): string {
    if (isPlain(typed)) return typed;
    const sounds = spokenOf(typed);
    const characters = [...typed];
    if (sounds.length !== characters.length || characters.length !== typed.length) return typed;
    const hear = dictionary.hear(sounds);
    return spell(
      characters,
      (from, to) => meant(typed.slice(from, to), hear(from, to)),
      unexplained,
    ).words.join('');
  }

  /** The word that was written, or the one that was heard where that is far likelier. */
  function meant(written: string, heard: Word | undefined): Word | undefined {
    const known = dictionary.written(written);
    if (written.length < 2 || heard === undefined || heard.text.length !== written.length) return known;
    const worth = heard.worth + exchange * exchanged(written, heard.text);
    return known !== undefined && known.worth >= worth ? known : { text: heard.text, worth };
  }

  return (clean) => clean.replace(run, mend);
}
