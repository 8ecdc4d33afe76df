import { expect, test } from 'vitest';
import { type Labelled, trainIntents } from '../../intents/intent-sets.ts';

const say = (intent: string | undefined, ...texts: string[]): Labelled[] =>
  texts.map((text) => (intent === undefined ? { text } : { text, intent }));
const card = say('card_arrival', 'where is my card', "my card hasn't come", 'when will the card arrive');
const thanks = say('thanks', 'thank you', 'thanks', 'thank you so much', 'thanks a lot');
const music = say(undefined, 'play some music', 'play that song', 'play music by a band');

test('thanks may be an intent, and curled apostrophes read as straight ones', () => {
  const guess = trainIntents([...card, ...thanks]);
  expect(guess('thanks').intent).toBe('thanks');
  expect(guess('hasn’t come')).toEqual(guess("hasn't come"));
});

test('a question is less sure where examples out of scope are like it', () => {
  const sure = trainIntents([...card, ...thanks]);
  const wary = trainIntents([...card, ...thanks, ...music]);
  expect(wary('play music').chance).toBeLessThan(sure('play music').chance);
  expect(wary('where is my card').chance).toBeGreaterThan(wary('play music').chance);
});

test('an intent is known by its name alone', () => {
  const guess = trainIntents([...card, ...thanks, ...say('exchange_rate', 'what is a pound worth')]);
  expect(guess('exchange rate').intent).toBe('exchange_rate');
});

test('the same questions give the same guesses', () => {
  const questions = [...card, ...thanks, ...music];
  expect(trainIntents(questions)('my card')).toEqual(trainIntents(questions)('my card'));
});
