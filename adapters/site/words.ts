/** The words of the help centre itself, in its languages; what it says of its subject comes from the knowledge base. */
import type { SiteLocale } from './site-page.ts';

export interface SiteWords {
  /** Name of the language in itself. */
  readonly language: string;
  readonly languages: string;
  readonly skip: string;
  readonly search: string;
  readonly placeholder: string;
  /** `{count}` is filled in. */
  readonly found: string;
  readonly foundOne: string;
  readonly none: string;
  readonly opening: string;
  readonly contents: string;
  readonly anchor: string;
  readonly related: string;
  readonly contact: string;
  /** `{document}` is filled in. */
  readonly source: string;
}

export const siteWords: Readonly<Record<SiteLocale, SiteWords>> = {
  'zh-Hans': {
    language: '简体',
    languages: '语言',
    skip: '跳到正文',
    search: '搜索帮助',
    placeholder: '用自己的话搜，拼音、首字母也行',
    found: '找到 {count} 个相关问题',
    foundOne: '找到 1 个相关问题',
    none: '没有找到相关问题。换个说法试试，或者联系客服。',
    opening: '大家常问',
    contents: '目录',
    anchor: '本题链接',
    related: '相关问题',
    contact: '还没解决？',
    source: '答案逐字取自 {document}。',
  },
  'zh-Hant': {
    language: '繁體',
    languages: '語言',
    skip: '跳到正文',
    search: '搜尋說明',
    placeholder: '用自己的話搜，拼音、首字母也行',
    found: '找到 {count} 個相關問題',
    foundOne: '找到 1 個相關問題',
    none: '沒有找到相關問題。換個說法試試，或者聯絡客服。',
    opening: '大家常問',
    contents: '目錄',
    anchor: '本題連結',
    related: '相關問題',
    contact: '還沒解決？',
    source: '答案取自 {document}，由簡體轉換。',
  },
  en: {
    language: 'English',
    languages: 'Languages',
    skip: 'Skip to the questions',
    search: 'Search the help centre',
    placeholder: 'Search in your own words',
    found: '{count} questions found',
    foundOne: '1 question found',
    none: 'Nothing found. Try other words, or contact support.',
    opening: 'Often asked',
    contents: 'Contents',
    anchor: 'Link to this question',
    related: 'Related questions',
    contact: 'Still need help?',
    source: 'Answers are translated from {document}.',
  },
};
