/** Sentences with `{name}` placeholders: which names they hold, and how typed values are written into them. */
import { isDay, writeDays } from './days-in-words.ts';
import type { Locale } from './schema.ts';

/** A sentence that cannot be parsed (`TEMPLATE_SYNTAX`) or filled (`TEMPLATE_VALUE`). */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code: 'TEMPLATE_SYNTAX' | 'TEMPLATE_VALUE';

  constructor(code: 'TEMPLATE_SYNTAX' | 'TEMPLATE_VALUE', message: string) {
    super(message);
    this.code = code;
  }
}

const placeholder = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/**
 * Names of the placeholders, each once, in order of reading.
 * @throws TemplateError `TEMPLATE_SYNTAX` when a brace belongs to no placeholder.
 */
export function placeholders(template: string): string[] {
  if (/[{}]/.test(template.replace(placeholder, ''))) {
    throw new TemplateError(
      'TEMPLATE_SYNTAX',
      `a brace is not closed or holds no name in "${template}"; write {name}`,
    );
  }
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[1] ?? ''))];
}

/**
 * The sentence with every placeholder replaced. A text `YYYY-MM-DD` is written as a day, a list of days as ranges,
 * any other list is joined, numbers stay as they are.
 * @throws TemplateError `TEMPLATE_VALUE` when a value is missing, empty or has no wording, such as true.
 */
export function fill(template: string, values: Readonly<Record<string, unknown>>, locale: Locale): string {
  return template.replace(placeholder, (_, name: string) => {
    const words = inWords(Object.hasOwn(values, name) ? values[name] : undefined, locale);
    if (words) return words;
    const problem = `{${name}} in "${template}" has no value that can be written`;
    throw new TemplateError('TEMPLATE_VALUE', `${problem}; give a text, a number or a list of texts`);
  });
}

function inWords(value: unknown, locale: Locale): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!texts.every((text) => typeof text === 'string')) return undefined;
  const words = texts.every(isDay) ? writeDays(texts, locale) : texts;
  return words.join(locale === 'en' ? ', ' : '、');
}
