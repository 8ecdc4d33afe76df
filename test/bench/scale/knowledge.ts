/** A knowledge base of many entries that say nothing but their question, for the scale bench. */
import type { KnowledgeBase } from '../../../knowledge/schema.ts';

/** Entries `e0`, `e1` … in the order of the questions. */
export function knowledgeOf(questions: readonly string[]): KnowledgeBase {
  return {
    hash: `scale-${questions.length}`,
    document: 'generated',
    entries: questions.map((question, at) => ({
      id: `e${at}`,
      section: 'generated',
      question,
      answer: question,
      label: { 'zh-Hans': question, en: question },
      en: { question, answer: question },
      related: [],
      rules: [],
      facets: {},
      similar: [question],
      contrast: [],
      not: [],
      document: 'generated',
      at: '',
    })),
    boundaries: [],
    smalltalk: [],
    concepts: [],
    facets: [],
    parameters: [],
    calendar: [],
    facts: new Map(),
    invalid: {},
    rules: new Map(),
    steps: {},
    responses: {},
    opening: [],
    contacts: [],
  };
}
