/** Puts generated text into a hand-written page, between marks such as `<!-- generated: systems -->`. */

const mark = (name: string) => `<!-- generated: ${name} -->`;
const end = '<!-- end -->';

/** Throws when the page has no place for a section. */
export function fillPage(page: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, section]) => {
    const from = text.indexOf(mark(name));
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0)
      throw new Error(`docs/routing.md: has no ${mark(name)} … ${end}; write both where the ${name} belong`);
    return `${text.slice(0, from + mark(name).length)}\n${section}\n${text.slice(to)}`;
  }, page);
}
