/** Splitting: nothing is lost, nothing too long, no character cut. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, splitText } from '../../adapters/split-text.ts';

const withoutCounter = (piece: string) => piece.replace(/^\(\d+\/\d+\)\n/, '');

test('a text that fits stays one piece without a counter', () => {
  expect(splitText('答'.repeat(682), 2048)).toEqual(['答'.repeat(682)]);
});

test('a long text is cut between paragraphs and counted', () => {
  const paragraphs = ['一', '二', '三'].map((word) => word.repeat(400));
  const pieces = splitText(paragraphs.join('\n\n'), 2048);
  expect(pieces).toEqual(paragraphs.map((paragraph, at) => `(${at + 1}/3)\n${paragraph}`));
});

test('a sentence is not cut where it can stand whole', () => {
  const [first] = splitText(`${'甲'.repeat(400)}。${'乙'.repeat(400)}。`, 2048);
  expect(first).toBe(`(1/2)\n${'甲'.repeat(400)}。`);
});

test('a family of four is one character', () => {
  const family = '👨‍👩‍👧‍👦';
  const pieces = splitText(family.repeat(100), 256).map(withoutCounter);
  expect(pieces.every((piece) => piece.length % family.length === 0)).toBe(true);
  expect(pieces.join('')).toBe(family.repeat(100));
});

test('pieces too small for a character are refused', () => {
  expect(() => splitText('答', 10)).toThrow(RangeError);
});

test('any text comes out whole, in pieces that fit', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 600 });
  fc.assert(
    fc.property(text, fc.integer({ min: 64, max: 512 }), (words, most) => {
      const pieces = splitText(words, most);
      expect(pieces.every((piece) => bytesOf(piece) <= most)).toBe(true);
      const squeeze = (value: string) => value.replace(/\s+/g, '');
      if (pieces.length > 1) expect(squeeze(pieces.map(withoutCounter).join(''))).toBe(squeeze(words));
    }),
  );
});
