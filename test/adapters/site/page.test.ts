import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../adapters/markdown.ts';
import { renderPage } from '../../../adapters/site/page.ts';
import { indexScript } from '../../../adapters/site/search-index.ts';
import type { SitePage } from '../../../adapters/site/site-page.ts';
import { sitemap } from '../../../adapters/site/sitemap.ts';

const assets = { style: 'a/s.css', scripts: ['a/1.js', 'a/2.js'], icon: 'a/i.svg' };
const entry = {
  id: 'review-time',
  question: '要多久？',
  label: '多久',
  answer: parseMarkdown('立即通过。\n\n- **一** [国际站](https://intl.example/?a=1&b=2)\n- `二`\n\n> 注意'),
  related: ['review-time', 'unknown'],
};
const page: SitePage = {
  ...{ locale: 'zh-Hans', title: '帮助', heading: '怎么办？', lead: '常见问题', document: 'faq.md' },
  sections: [{ anchor: 'section_general', title: '一般', entries: [entry] }],
  opening: ['review-time'],
  contacts: [{ name: '工单', url: 'https://tickets.example/' }],
};

const hostile = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onfocus='alert(1)",
  '<!-- --><!--',
  ']]><b>&lt;',
  '{{alert(1)}}',
];

/** Elements and attributes of a page, without its text. */
const tagsOf = (html: string) => html.match(/<[a-z][^>]*>/g) ?? [];

describe('a page', () => {
  const html = renderPage(page, assets);

  test('draws the tree of an answer', () => {
    expect(html).toContain(
      '<div class="answer"><p>立即通过。</p><ul><li><strong>一</strong> <a href="https://intl.example/?a=1&amp;b=2" rel="noopener">国际站</a></li><li><code>二</code></li></ul><div class="note" role="note"><p>注意</p></div></div>',
    );
  });

  test('has an anchor for every entry and section, and links only to what is there', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(expect.arrayContaining(['review-time', 'section_general']));
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('runs and styles nothing inline, and sets a policy before anything else is loaded', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
    const scripts = html.match(/<script[^>]*>/g);
    expect(scripts).toEqual([
      '<script src="a/1.js" defer>',
      '<script src="a/2.js" defer>',
      '<script type="application/ld+json">',
    ]);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<link'));
    expect(html).toContain("default-src 'none'; script-src 'self' file:; style-src 'self' file:;");
  });

  test('names no address when it has none, and its own when it has one', () => {
    expect(html).not.toMatch(/canonical|hreflang="x-default"|og:url/);
    const placed = renderPage({ ...page, locale: 'en' }, assets, 'https://help.example/a/');
    expect(placed).toContain('<link rel="canonical" href="https://help.example/a/en.html">');
    expect(placed).toContain('<link rel="alternate" hreflang="zh-Hans" href="https://help.example/a/">');
    expect(placed).toContain('<meta property="og:url" content="https://help.example/a/en.html">');
    expect(placed).toContain("script-src 'self';");
  });

  test('tells search engines the same words', () => {
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      inLanguage: 'zh-Hans',
      mainEntity: [
        {
          '@type': 'Question',
          name: '要多久？',
          acceptedAnswer: { text: expect.stringContaining('国际站</a>') },
        },
      ],
    });
  });

  test.each(hostile)('lets %s stay text wherever it stands', (text) => {
    const answer = [
      {
        type: 'paragraph',
        children: [
          { type: 'text', text },
          { type: 'code', text },
        ],
      },
      { type: 'paragraph', children: [{ type: 'link', url: `https://x.example/${text}`, children: [] }] },
    ] as const;
    const evil = { ...entry, question: text, label: text, answer };
    const all = { title: text, heading: text, lead: text, document: text };
    const sections = [{ anchor: 'section_general', title: text, entries: [evil] }];
    const contacts = [{ name: text, url: 'https://tickets.example/' }];
    const drawn = renderPage({ ...page, ...all, sections, contacts }, assets, 'https://help.example/');
    const plain = renderPage(
      {
        ...page,
        sections: [
          {
            ...page.sections[0],
            anchor: 'section_general',
            title: 'x',
            entries: [{ ...evil, question: 'x', label: 'x', answer: [] }],
          },
        ],
      },
      assets,
      'https://help.example/',
    );
    const names = (markup: string) => new Set(tagsOf(markup).map((tag) => /^<(\w+)/.exec(tag)?.[1]));
    expect([...names(drawn)].filter((name) => !names(plain).has(name))).toEqual(['code']);
    expect(drawn.match(/<script/g)).toHaveLength(3);
    expect(tagsOf(drawn).filter((tag) => /\son\w+=/.test(tag.replace(/"[^"]*"/g, '')))).toEqual([]);
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(drawn) ?? [];
    expect(JSON.parse(json).mainEntity[0].name).toBe(text);
  });
});

test('the sitemap lists every language with the others', () => {
  const xml = sitemap('https://help.example/?x=1&y/');
  expect(xml.match(/<loc>[^<]+/g)).toEqual([
    '<loc>https://help.example/?x=1&amp;y/',
    '<loc>https://help.example/?x=1&amp;y/zh-hant.html',
    '<loc>https://help.example/?x=1&amp;y/en.html',
  ]);
  expect(xml.match(/hreflang="en"/g)).toHaveLength(3);
});

test('the index is handed over by a script of its own', () => {
  const index = { terms: { a: ['</script>'] }, phrases: [], sounds: {}, simplified: '' };
  expect(indexScript(index)).toBe(`globalThis.dawenSearchIndex=${JSON.stringify(index)};\n`);
});
