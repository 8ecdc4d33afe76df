/** Language tags of browsers, brought to the three languages a reply can be written in. */
import type { Locale } from '../../../knowledge/schema.ts';

/** `zh-TW` → `zh-Hant`, `en-GB` → `en`; `undefined` for other languages and for what is no language tag. */
export function toLocale(tag: string): Locale | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'zh') return script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
    return language === 'en' ? 'en' : undefined;
  } catch {
    return undefined;
  }
}
