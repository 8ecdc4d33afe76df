/** The knowledge base that ships: without faults, and word for word what its source document says. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleSignatures } from '../../intents/rules/registry.ts';
import { formatPosition } from '../../knowledge/errors.ts';
import { lintKnowledge } from '../../knowledge/lint.ts';
import { loadKnowledge } from '../../knowledge/load.ts';

const root = resolve(import.meta.dirname, '../..');
const knowledge = loadKnowledge(`${root}/knowledge`, { rules: ruleSignatures });
const document = readFileSync(`${root}/test/fixtures/real-name-faq.md`, 'utf8');

/** Lines without the residue of the document's dialect; blank lines and trailing blanks do not count. */
function cleanLines(text: string): string[] {
  return text
    .replace(/\[\]\(id:[^)]*\)/g, '')
    .split('\n')
    .map((line) => line.replace(/^> \?/, '> ').trimEnd())
    .filter((line) => line !== '');
}

/** Section, question and lines of the answer of everything the document asks. */
const asked = document.split(/^## /m).flatMap((part) => {
  const [section = '', ...questions] = part.split(/^### /m);
  return questions.map((text) => {
    const [question = '', ...answer] = cleanLines(text);
    return { section: section.trim(), question, answer };
  });
});

describe('the shipped knowledge base', () => {
  test('has every question of the document, once', () => {
    expect(asked).toHaveLength(31);
    const questions = knowledge.entries.map((entry) => entry.question);
    expect(questions.toSorted()).toEqual(asked.map(({ question }) => question).toSorted());
  });

  test.each(asked.map((one) => [one.question, one] as const))(
    'answers word for word: %s',
    (question, one) => {
      const entry = knowledge.entries.find((item) => item.question === question);
      expect(entry?.section).toBe(one.section);
      expect(cleanLines(entry?.answer ?? '')).toEqual(one.answer);
    },
  );

  test('shows nobody the residue of the dialect', () => {
    const texts = knowledge.entries.flatMap((entry) => [entry.question, entry.answer, entry.en.answer]);
    expect(texts.filter((text) => /\[\]\(|^> ?\?/m.test(text))).toEqual([]);
  });

  test('has nothing that lint doubts', () => {
    const doubts = lintKnowledge(knowledge);
    expect(doubts.map((doubt) => `${formatPosition(doubt)}: ${doubt.message}`)).toEqual([]);
  });
});
