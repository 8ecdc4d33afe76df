/** What the browser keeps for an agent: language, colours and how replies are copied. Never what anybody wrote. */

export interface Preferences {
  readonly locale: 'zh-Hans' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  /** Lines that go under a copied reply, and the workings in it. */
  readonly withSource: boolean;
  readonly withReceipt: boolean;
  readonly withSteps: boolean;
  readonly withCourtesy: boolean;
  /** Whether `/` and `?` do something by themselves. */
  readonly singleKeys: boolean;
}

const key = 'dawen-console';

const usual: Omit<Preferences, 'locale'> = {
  ...{ theme: 'system', withSource: true, withReceipt: true, withSteps: false },
  ...{ withCourtesy: true, singleKeys: true },
};

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** Where the browser forbids its storage, the usual preferences hold for as long as the page. */
export function readPreferences(storage: () => Store, languages: readonly string[]): Preferences {
  const isEnglish =
    !languages.some((tag) => /^zh\b/i.test(tag)) && languages.some((tag) => /^en\b/i.test(tag));
  const first = { ...usual, locale: isEnglish ? ('en' as const) : ('zh-Hans' as const) };
  try {
    const kept: unknown = JSON.parse(storage().getItem(key) ?? '{}');
    return typeof kept === 'object' ? { ...first, ...kept } : first;
  } catch {
    return first;
  }
}

export function keepPreferences(storage: () => Store, preferences: Preferences): void {
  try {
    storage().setItem(key, JSON.stringify(preferences));
  } catch {
    // they hold for as long as the page
  }
}

/** Puts language and colours on the page itself. */
export function dressPage(page: HTMLElement, { locale, theme }: Preferences): void {
  page.lang = locale;
  if (theme === 'system') delete page.dataset.theme;
  else page.dataset.theme = theme;
}
