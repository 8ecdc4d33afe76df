/** Clean text → named features: characters, pinyin, concepts inside and outside the field, English words. The only door to natural. */
import { NGrams } from 'natural/lib/natural/ngrams/index.js';
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import type { Concept } from '../knowledge/schema.ts';
import { createConceptFinder, type NamedConcepts } from './concepts.ts';
import { soundsOf } from './sounds.ts';
import { cutSyllables, foldSyllable } from './syllables.ts';

/** Characters, pinyin, concepts, concepts of the layers `outside` and `owner`, English stems; letters and pairs of stems. */
export const views = ['c', 'p', 'k', 'o', 'e', 'l', 's'] as const;
export type View = (typeof views)[number];

/** Clean text → its features, some more than once. A feature's name begins with its view: `c:实名`, `p:si min`, `k:face>fail`. */
export type FeatureReader = (clean: string) => readonly string[];

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

function addGrams(into: string[], view: View, items: readonly string[], size: number, glue = ''): void {
  for (const gram of NGrams.ngrams(items as string[], size)) into.push(`${view}:${gram.join(glue)}`);
}

/** Characters are cut out of the text itself: most features are of this view, and slices are cheap. */
function readCharacters(into: string[], piece: string): void {
  for (let size = 1; size <= longestChars; size++) {
    for (let at = 0; at + size <= piece.length; at++) into.push(`c:${piece.slice(at, at + size)}`);
  }
}

function syllablesOf(piece: string): readonly string[] {
  return latinWord.test(piece) ? (cutSyllables(piece) ?? []) : soundsOf(piece);
}

function readEnglish(into: string[], words: readonly string[], { letters, pairs }: LatinReading): void {
  const stemmed = words.map(stem);
  addGrams(into, 'e', stemmed, 1);
  addGrams(into, 'e', stemmed, 2, ' ');
  if (pairs) readPairs(into, stemmed);
  if (letters) readLetters(into, words.join(' '), letters);
}

function readPairs(into: string[], stemmed: readonly string[]): void {
  const distinct = [...new Set(stemmed)].slice(0, pairedStems).sort();
  distinct.forEach((one, at) => {
    for (const other of distinct.slice(at + 1)) into.push(`s:${one}+${other}`);
  });
}

function readLetters(into: string[], words: string, [from, to]: readonly [number, number]): void {
  const text = ` ${words} `;
  for (let size = from; size <= to; size++) {
    for (let at = 0; at + size <= text.length; at++) into.push(`l:${text.slice(at, at + size)}`);
  }
}

/** Concepts of one layer: one by one, neighbours in their order, and every two that occur together. */
function readConcepts(into: string[], { layer, found }: NamedConcepts): void {
  const view = layer === 'outside' ? 'o' : 'k';
  addGrams(into, view, found, 1);
  addGrams(into, view, found, 2, '>');
  const distinct = [...new Set(found)].slice(0, pairedConcepts).sort();
  distinct.forEach((one, at) => {
    for (const other of distinct.slice(at + 1)) into.push(`${view}:${one}+${other}`);
  });
}

/** Reads the features of clean text (see normalize.ts). */
export function createFeatureReader(
  concepts: readonly Concept[],
  reading: LatinReading = besideChinese,
): FeatureReader {
  const findConcepts = createConceptFinder(concepts, stem);
  return (clean) => {
    const features: string[] = [];
    const parts = clean.match(pieces) ?? [];
    const latin = parts.filter((part) => latinWord.test(part));
    for (const part of parts) if (!latinWord.test(part)) readCharacters(features, part);
    const sounded = reading.pinyin ? parts : parts.filter((part) => !latinWord.test(part));
    const sounds = sounded.flatMap(syllablesOf).map(foldSyllable);
    for (let size = 1; size <= longestPinyin; size++) addGrams(features, 'p', sounds, size, ' ');
    for (const layer of findConcepts(clean)) readConcepts(features, layer);
    readEnglish(features, latin, reading);
    return features;
  };
}

/** Whether a feature is one concept by itself, not a pair of them. */
export function isConcept(feature: string): boolean {
  return (feature.startsWith('k:') || isOutside(feature)) && !/[>+]/.test(feature);
}

/** Whether a feature names something that the document does not speak of. */
export function isOutside(feature: string): boolean {
  return feature.startsWith('o:');
}

/** Whether a feature is a piece of the text itself: one character or two in a row, one English word or two. */
export function isPlainPiece(feature: string): boolean {
  return feature.startsWith('e:') || (feature.startsWith('c:') && feature.length <= 4);
}
