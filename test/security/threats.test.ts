/** Every threat of docs/security.md names tests that there are. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const rows = page
  .slice(page.indexOf('## Threats'), page.indexOf('## Fuzzing'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

describe('the threat model', () => {
  test('knows a good number of threats', () => {
    expect(rows.length).toBeGreaterThan(35);
  });

  test.each(rows)('%s', (_threat, _guard, held = '') => {
    const named = [...held.matchAll(/`(test\/[^`]+\.test\.ts)` "([^"]+)"/g)];
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBe(held.split('; `').length);
    for (const [, file = '', name = ''] of named) {
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, 'utf8'), file).toContain(name);
    }
  });
});
