import { describe, expect, it } from 'vitest';
import { chanceOf, fitLogistic, type Observations } from '../../intents/logistic.ts';
import { createRandom } from '../../intents/random.ts';

/** Observations that one of their numbers nearly tells apart, and others only where they come up. */
function nearlySure(count: number, spread: number): Observations {
  const random = createRandom(7);
  const size = 6;
  const inputs = new Float64Array(count * size);
  const truths = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const isTrue = random() < 0.9;
    truths[at] = isTrue ? 1 : 0;
    const telling = (isTrue ? spread : -spread) * (random() < 0.01 ? -1 : 1) * random();
    const seldom = random() ** 8 * spread * 5;
    inputs.set([1, telling, random(), spread * random(), at % 4 === 0 ? telling : 0, seldom], at * size);
  }
  return { inputs, truths, size };
}

describe('fitLogistic', () => {
  // a whole step on the curve of 200 observations of 30 leads away for good
  it.each([
    [200, 3],
    [200, 30],
    [4000, 1],
    [4000, 30],
  ])('ends where %d observations are likeliest, with inputs up to %d', (count, spread) => {
    const { inputs, truths, size } = nearlySure(count, spread);
    const weights = fitLogistic({ inputs, truths, size });
    const told = Array.from(truths, (_, at) => chanceOf(weights, inputs, at * size));
    const expected = told.reduce((sum, chance) => sum + chance, 0);
    const held = truths.reduce((sum, truth) => sum + truth, 0);
    // the constant has no ridge, so at the top the chances sum to what is true
    expect(Math.abs(expected - held) / held).toBeLessThan(0.02);
  });
});
