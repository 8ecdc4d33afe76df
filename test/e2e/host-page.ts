/** A company's own page that embeds the widget, made up for one test. It is answered by the browser's test door, not by the server. */
import type { Page } from 'playwright-core';

export interface HostPage {
  /** The tags that load the widget, and whatever else the head holds. */
  readonly head: string;
  readonly body?: string;
  /** Content-Security-Policy that the page is served with. */
  readonly policy?: string;
}

export const hostPath = '/their/page';

/** The queue of a page that calls the widget before it is there. */
export const queue =
  'window.dawen = window.dawen || function () { (window.dawen.q = window.dawen.q || []).push(arguments) };';

export const tag = (attributes = '') => `<script async src="/widget.js" ${attributes}></script>`;

const words = '<main><h1>帐单</h1><p>这里是一家公司自己的页面。</p><input aria-label="姓名"></main>';

/** Arranges that `hostPath` shows this page; give it to `visit` as `prepare`. */
export const serveHost =
  ({ head, body = words, policy }: HostPage) =>
  (page: Page): Promise<unknown> =>
    page.route(`**${hostPath}`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: policy === undefined ? {} : { 'content-security-policy': policy },
        body: `<!doctype html><html lang="zh-CN"><head><title>帐单</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
      }),
    );
