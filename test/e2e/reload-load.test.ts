/** Changing the knowledge base again and again harms nobody and keeps nothing. `npm run bench:reload` does it 1,000 times. */
import { expect, test } from 'vitest';
import { reloadUnderLoad } from '../bench/reload/trial.ts';

test('no turn fails and no memory is kept while the knowledge changes under load', async () => {
  const { talk, memory } = await reloadUnderLoad({ reloads: 10, people: 6 });
  expect(talk.failures).toEqual([]);
  expect(talk.turns).toBeGreaterThan(50);
  const [first, last] = [memory[0]?.live ?? 0, memory.at(-1)?.live ?? 0];
  // a single old one that is kept is 8 MB
  expect(last - first).toBeLessThan(15);
}, 600_000);
