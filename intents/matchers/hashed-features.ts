/** Clean text → numbers of its features, for knowledge bases too large to name every feature: a hash is the number. */
import { pinyin } from 'pinyin-pro';
import { hashText } from '../random.ts';
import { cutSyllables, foldSyllable } from '../syllables.ts';

/** Clean text → distinct feature numbers below `2 ** bits`; a unit's own number comes before those made with its neighbours. */
export interface HashedReader {
  /** Everything that a text can be found by. */
  ofText(clean: string): Int32Array;
  /** What a question is looked up by: sounds only where it is typed as pinyin, for characters say more than their sounds. */
  ofQuestion(clean: string): Int32Array;
}

/** A unit: one character that is not Latin, or a Latin word or number. */
const unit = /[a-z0-9.]+|[^a-z0-9. ]/gu;
const latinWord = /^[a-z]+$/;
/** Pieces of a Latin word, so that a slip of the keys leaves most of it. */
const pieceLength = 4;
/** Units of a text that are read: a question is never longer (see windows.ts). */
const mostUnits = 400;

/** Keeps features of different kinds apart. */
const salts = { one: 0, two: 0x51ed270b, sound: 0x2c1b3c6d, piece: 0x297a2d39 } as const;

/** Well spread bits of two numbers in their order. */
function mix(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul((second << 7) | (second >>> 25), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** Hash of the syllable of a character, kept: pinyin-pro takes longer than all else. */
function createSounds(): (character: string) => number {
  const known = new Map<string, number>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const sound = pinyin(character, { toneType: 'none', v: true });
    const hash = /^[a-zü]+$/.test(sound) ? hashText(foldSyllable(sound)) : 0;
    known.set(character, hash);
    return hash;
  };
}

/** Units of clean text in their order. */
export function unitsOf(clean: string): string[] {
  return (clean.match(unit) ?? []).slice(0, mostUnits);
}

/** Characters, pairs of units, pairs of sounds (typed as pinyin or not) and pieces of Latin words. */
export function createHashedReader(bits: number): HashedReader {
  const shift = 32 - bits;
  const soundOf = createSounds();
  const seen = new Int32Array(2 ** bits);
  const found = new Int32Array(2 ** 14);
  let round = 0;
  let count = 0;

  function add(first: number, second: number): void {
    const id = mix(first, second) >>> shift;
    if (seen[id] === round || count === found.length) return;
    seen[id] = round;
    found[count++] = id;
  }

  function addPieces(word: string): void {
    for (let at = 0; at + pieceLength <= word.length; at++)
      add(hashText(word.slice(at, at + pieceLength)), salts.piece);
  }

  /** Sounds of one unit, as many as it has syllables; 0 where none is to be heard. */
  function soundsOf(text: string, characters: boolean): number[] {
    if (!latinWord.test(text)) return [characters ? soundOf(text) : 0];
    return cutSyllables(text)?.map((syllable) => hashText(foldSyllable(syllable))) ?? [0];
  }

  function read(clean: string, sounded: boolean): Int32Array {
    round++;
    count = 0;
    let before = 0;
    let soundBefore = 0;
    for (const text of unitsOf(clean)) {
      const hash = hashText(text);
      add(hash, salts.one);
      if (before !== 0) add(mix(before, hash), salts.two);
      before = hash;
      if (latinWord.test(text)) addPieces(text);
      for (const sound of soundsOf(text, sounded)) {
        if (sound !== 0 && soundBefore !== 0) add(mix(soundBefore, sound), salts.sound);
        soundBefore = sound;
      }
    }
    return found.slice(0, count);
  }

  return { ofText: (clean) => read(clean, true), ofQuestion: (clean) => read(clean, false) };
}
