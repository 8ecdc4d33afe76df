/** The languages of the widget, and which one a page or a browser asks for. */
export const locales = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The first tag that is one of ours: `zh-TW` → `zh-Hant`, `en-GB` → `en`; 简体 when none is. */
export function pickLocale(tags: readonly (string | null | undefined)[]): Locale {
  for (const tag of tags) {
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag ?? '')) return 'zh-Hant';
    if (/^zh\b/i.test(tag ?? '')) return 'zh-Hans';
    if (/^en\b/i.test(tag ?? '')) return 'en';
  }
  return 'zh-Hans';
}
