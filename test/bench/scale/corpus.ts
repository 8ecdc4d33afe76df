/** Headings of Markdown files on the person's disk, as questions of a large knowledge base. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const heading = /^#{2,6}\s+(.+)$/gm;
const shortest = 6;
const longest = 60;

/** Different headings of all `.md` files below a folder, in the order of their names. */
export function readHeadings(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  const found = names.sort().flatMap((name) => {
    const text = readFileSync(join(dir, name), 'utf8');
    return Array.from(text.matchAll(heading), ([, words = '']) =>
      words.replace(/\[\]\([^)]*\)|[*`[\]]/g, '').trim(),
    );
  });
  return [...new Set(found.filter((words) => words.length >= shortest && words.length <= longest))];
}
