/** The package as it is published: packed, unpacked in an empty folder, and run there. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve('.');
const mostMegabytes = 5;
let folder: string;
let size: number;

/** Its packages are those of the checkout: what it needs of them, another test compares with package.json. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [made] = JSON.parse(packed);
  size = made.size;
  execFileSync('tar', ['-xzf', join(folder, made.filename), '-C', folder]);
  const place = join(folder, 'node_modules', 'dawen');
  mkdirSync(join(folder, 'node_modules'));
  cpSync(join(folder, 'package'), place, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dawen = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [join('node_modules', 'dawen', 'dist', 'bot', 'cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('the package', () => {
  test(`is smaller than ${mostMegabytes} MB`, () => {
    expect(size / 1e6).toBeLessThan(mostMegabytes);
  });

  test('makes a knowledge base in an empty folder, checks it and answers from it', () => {
    expect(dawen('init')).toContain('wrote knowledge');
    expect(dawen('lint')).toBe('');
    expect(JSON.parse(dawen('ask', '怎么开发票', '--json')).replies[0].entry).toBe('invoice');
  });

  test('carries the pages', () => {
    const web = readdirSync(join(folder, 'node_modules', 'dawen', 'dist', 'web'));
    expect(web).toEqual(expect.arrayContaining(['index.html', 'console.html', 'widget.js', 'assets']));
  });

  test('names every package that it imports', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const built = readdirSync('dist', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js') && !/^(web|site)|^bot\/(build|bundle)/.test(name))
      .map((name) => readFileSync(join('dist', name), 'utf8'));
    const imported = built.flatMap((text) =>
      [...text.matchAll(/(?:\bfrom|\bimport|\bimport\() ?['"]((?:@[\w-]+\/)?[a-z][\w.-]*)/g)].flatMap(
        ([, name]) => (name === undefined ? [] : [name]),
      ),
    );
    const packages = [...new Set(imported)].filter((name) => name !== 'node');
    expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
    expect(packages).toContain('express');
  });

  test('brings what the install scripts of its packages call by npx, which asks or fails otherwise', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const called = Object.entries<{ dev?: boolean; hasInstallScript?: boolean }>(packages)
      .filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
      .flatMap(([place]) => [
        ...readFileSync(join(place, 'package.json'), 'utf8').matchAll(/"[\w-]+": "npx (\w[\w-]*)/g),
      ]);
    const names = [...new Set(called.map(([, name]) => name ?? ''))];
    expect(names).toContain('rimraf');
    expect(names.filter((name) => !(name in dependencies))).toEqual([]);
  });
});
