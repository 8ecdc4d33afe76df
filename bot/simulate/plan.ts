/** The deliveries of a storm and when they come: some again, some out of their order, some late. The same sizes give the same storm. */
import { type Copy, repeats } from './platform.ts';

export interface Planned {
  /** Number of the message, from 0. */
  readonly number: number;
  readonly copy: Copy;
  /** Milliseconds after the start. */
  readonly at: number;
}

export interface StormSize {
  readonly deliveries: number;
  /** Deliveries a second. */
  readonly rate: number;
}

/** Of all deliveries, those that bring what came before. */
export const repeatShare = 0.3;
/** One message in so many is held up; milliseconds. */
const lateness = { every: 20, by: 1500 } as const;
/** Repeats come so many milliseconds after the first: at the same moment, soon, and when all is long done. */
const repeatAfter = [0, 5, 60, 400, 2000] as const;

/** In the order in which they are sent. */
export function planStorm({ deliveries, rate }: StormSize): Planned[] {
  const again = Math.floor(deliveries * repeatShare);
  const gap = 1000 / rate;
  const firsts = Array.from({ length: deliveries - again }, (_, number): Planned => {
    // up to four places behind its own: neighbours overtake each other
    const shuffled = number + ((number * 3) % 5);
    const late = number % lateness.every === lateness.every - 1 ? lateness.by : 0;
    return { number, copy: 'first', at: (shuffled * gap) / (1 - repeatShare) + late };
  });
  const more = Array.from({ length: again }, (_, at): Planned => {
    const first = firsts[(at * 13) % firsts.length] ?? { number: 0, at: 0 };
    const copy = repeats[at % repeats.length] ?? 'retry';
    return { number: first.number, copy, at: first.at + (repeatAfter[at % repeatAfter.length] ?? 0) };
  });
  return [...firsts, ...more].sort((a, b) => a.at - b.at);
}
