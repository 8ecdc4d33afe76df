/** What runs in a help-centre page: the search, and the mark in the contents where the reader is. */
import { markReadingPlace } from './reading-place.ts';
import { createSearch, type PageQuestion } from './search.ts';
import { startSearchBox } from './search-box.ts';

function questionsOf(page: Document): PageQuestion[] {
  return Array.from(page.querySelectorAll('article'), (article) => ({
    id: article.id,
    question: article.querySelector('h3')?.textContent ?? '',
    answer: article.querySelector('.answer')?.textContent ?? '',
  }));
}

const index = globalThis.dawenSearchIndex;
if (index) {
  const questions = questionsOf(document);
  startSearchBox(questions, () => createSearch(questions, index));
}
markReadingPlace(document);
