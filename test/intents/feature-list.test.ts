import { expect, test } from 'vitest';
import { createFeatureWriter, tableOf } from '../../intents/feature-list.ts';

const names = ['c:打', 'c:打款', 'p:da', 'p:da kuan', 'k:transfer', 'o:bank', 'e:pai'];

function write(without?: string) {
  const into = createFeatureWriter(without);
  into.begin('打款', ['da', 'kuan']);
  for (let round = 0; round < 2; round++) {
    into.addCharacters(0, 1);
    into.addCharacters(0, 2);
    into.addSounds(0, 1);
    into.addSounds(0, 2);
    into.addConcept('k', 'transfer');
    into.addConcept('o', 'bank');
    into.add('e', 'pai');
  }
  return into.list;
}

const namesOf = (list: ReturnType<typeof write>): string[] =>
  Array.from({ length: list.count }, (_, at) => list.nameOf(at));

test('each feature stands once, in the order in which it came', () => {
  expect(namesOf(write())).toEqual(names);
});

test('a feature is found by its name, however it was written', () => {
  const table = tableOf(names);
  const { count, firsts, seconds } = write();
  const found = Array.from({ length: count }, (_, at) => table.find(firsts[at] ?? 0, seconds[at] ?? 0));
  expect(found).toEqual([...names.keys()]);
});

test('concepts that stand by themselves are known by their places', () => {
  const { concepts, outside } = write();
  expect([concepts, outside]).toEqual([[4, 5], [5]]);
});

test('views can be left out', () => {
  expect(namesOf(write('pk'))).toEqual(['c:打', 'c:打款', 'o:bank', 'e:pai']);
});

test('a list is empty again when the next text begins', () => {
  const into = createFeatureWriter();
  into.begin('打', ['da']);
  into.addConcept('o', 'bank');
  into.begin('款', ['kuan']);
  into.addCharacters(0, 1);
  expect([namesOf(into.list), into.list.concepts]).toEqual([['c:款'], []]);
});
