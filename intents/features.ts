/** Clean text → features: characters, pinyin, concepts inside and outside the field, English words. The only door to natural. */
import { NGrams } from 'natural/lib/natural/ngrams/index.js';
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import type { Concept } from '../knowledge/schema.ts';
import { createConceptFinder, type NamedConcepts } from './concepts.ts';
import { createFeatureWriter, type FeatureList, type FeatureWriter, type View } from './feature-list.ts';
import { soundsOf } from './sounds.ts';
import { cutSyllables, foldSyllable } from './syllables.ts';

/** Clean text → its features, in a list that is the reader's own. */
export type FeatureReader = (clean: string) => FeatureList;

/** What is read of Latin words beside their stems, one by one and two in a row. */
export interface LatinReading {
  /** Syllables of words that are pinyin throughout. */
  readonly pinyin: boolean;
  /** Letters in a row, from so many to so many, blanks included; absent: none. */
  readonly letters?: readonly [number, number];
  /** Every two stems of the text, wherever they stand. */
  readonly pairs: boolean;
}

/** For Chinese questions with English words in them, where letters and pairs were tried and did not pay. */
const besideChinese: LatinReading = { pinyin: true, pairs: false };

const latinWord = /^[a-z]+$/;
const pieces = /[a-z]+|[^a-z ]+/g;
const longestChars = 3;
const longestPinyin = 2;
/** Concepts of one text that are combined; longer texts say nothing more by further pairs. */
const pairedConcepts = 16;
const pairedStems = 40;
const stemsKept = 5000;

const stems = new Map<string, string>();

/** Stem of an English word. They are kept, because Porter's rules cost more than all else that is done to a word. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = porter.stem(word);
  if (stems.size < stemsKept) stems.set(word, made);
  return made;
}

function addGrams(into: FeatureWriter, view: View, items: readonly string[], glue: string): void {
  for (const item of items) into.add(view, item);
  for (const pair of NGrams.bigrams(items as string[])) into.add(view, pair.join(glue));
}

/** One to three characters in a row, of the piece that begins there. */
function readCharacters(into: FeatureWriter, from: number, length: number): void {
  for (let size = 1; size <= longestChars; size++) {
    for (let at = from; at + size <= from + length; at++) into.addCharacters(at, size);
  }
}

function readSounds(into: FeatureWriter, count: number): void {
  for (let size = 1; size <= longestPinyin; size++) {
    for (let at = 0; at + size <= count; at++) into.addSounds(at, size);
  }
}

function syllablesOf(piece: string): readonly string[] {
  return latinWord.test(piece) ? (cutSyllables(piece) ?? []) : soundsOf(piece);
}

function readEnglish(into: FeatureWriter, words: readonly string[], { letters, pairs }: LatinReading): void {
  const stemmed = words.map(stem);
  addGrams(into, 'e', stemmed, ' ');
  if (pairs) readPairs(into, stemmed);
  if (letters) readLetters(into, words.join(' '), letters);
}

function readPairs(into: FeatureWriter, stemmed: readonly string[]): void {
  const distinct = [...new Set(stemmed)].slice(0, pairedStems).sort();
  distinct.forEach((one, at) => {
    for (const other of distinct.slice(at + 1)) into.add('s', `${one}+${other}`);
  });
}

function readLetters(into: FeatureWriter, words: string, [from, to]: readonly [number, number]): void {
  const text = ` ${words} `;
  for (let size = from; size <= to; size++) {
    for (let at = 0; at + size <= text.length; at++) into.add('l', text.slice(at, at + size));
  }
}

/** Concepts of one layer: one by one, neighbours in their order, and every two that occur together. */
function readConcepts(into: FeatureWriter, { layer, found }: NamedConcepts): void {
  const view = layer === 'outside' ? 'o' : 'k';
  for (const concept of found) into.addConcept(view, concept);
  if (found.length < 2) return;
  for (const pair of NGrams.bigrams(found as string[])) into.add(view, pair.join('>'));
  const distinct = [...new Set(found)].slice(0, pairedConcepts).sort();
  distinct.forEach((one, at) => {
    for (const other of distinct.slice(at + 1)) into.add(view, `${one}+${other}`);
  });
}

/** Reads the features of clean text (see normalize.ts), but for those of the views in `without`. */
export function createFeatureReader(
  concepts: readonly Concept[],
  reading: LatinReading = besideChinese,
  without = '',
): FeatureReader {
  const findConcepts = createConceptFinder(concepts, stem);
  const into = createFeatureWriter(without);
  return (clean) => {
    const parts = clean.match(pieces) ?? [];
    const sounded = reading.pinyin ? parts : parts.filter((part) => !latinWord.test(part));
    const sounds = sounded.flatMap(syllablesOf).map(foldSyllable);
    into.begin(clean, sounds);
    let at = 0;
    for (const part of parts) {
      at = clean.indexOf(part, at);
      if (!latinWord.test(part)) readCharacters(into, at, part.length);
      at += part.length;
    }
    readSounds(into, sounds.length);
    for (const layer of findConcepts(clean)) readConcepts(into, layer);
    const latin = parts.filter((part) => latinWord.test(part));
    readEnglish(into, latin, reading);
    return into.list;
  };
}

/** Whether a feature is a piece of the text itself: one character or two in a row, one English word or two. */
export function isPlainPiece(feature: string): boolean {
  return feature.startsWith('e:') || (feature.startsWith('c:') && feature.length <= 4);
}
