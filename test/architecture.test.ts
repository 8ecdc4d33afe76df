/** Holds the house to its plan: who may import whom, and which packages have only one door. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const rooms = ['bot', 'knowledge', 'intents', 'adapters'] as const;
type Room = (typeof rooms)[number];

interface SourceFile {
  readonly path: string;
  readonly room: Room;
  readonly text: string;
  /** Imported modules: paths from the root for our own files, package names otherwise. */
  readonly imports: readonly { readonly target: string; readonly own: boolean; readonly typeOnly: boolean }[];
}

const importPattern =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?[^;'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|\n\s*import\s+'([^']+)'/g;

function readSource(path: string, room: Room): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...text.matchAll(importPattern)].map((match) => {
    const target = match[3] ?? match[4] ?? match[5] ?? '';
    const own = target.startsWith('.');
    return {
      target: own ? relative(root, resolve(root, dirname(path), target)) : target,
      own,
      typeOnly: match[2] !== undefined,
    };
  });
  return { path, room, text, imports };
}

const files: SourceFile[] = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readSource(`${room}/${name}`, room)),
);

const roomOf = (target: string) => target.split('/')[0] as Room;
const inPackage = (target: string, name: string) => target === name || target.startsWith(`${name}/`);
const doors = (name: string) =>
  files
    .filter((file) => file.imports.some((i) => !i.own && inPackage(i.target, name)))
    .map((file) => file.path);

const allowed: Record<Room, readonly Room[]> = {
  bot: ['bot', 'knowledge', 'intents', 'adapters'],
  knowledge: ['knowledge'],
  intents: ['intents', 'knowledge'],
  adapters: ['adapters'],
};

describe('the arrows between the folders', () => {
  test.each(rooms)('%s imports only from where it may', (room) => {
    const strays = files
      .filter((file) => file.room === room)
      .flatMap((file) =>
        file.imports
          .filter((i) => i.own && !allowed[room].includes(roomOf(i.target)))
          .map((i) => `${file.path} → ${i.target}`),
      );
    expect(strays).toEqual([]);
  });

  test('no file imports itself through others', () => {
    const graph = new Map(
      files.map((file) => [file.path, file.imports.filter((i) => i.own && !i.typeOnly).map((i) => i.target)]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('intents is pure: no files, no network, no environment and no clock', () => {
    const impure = files
      .filter((file) => file.room === 'intents')
      .filter(
        (file) =>
          file.imports.some((i) => i.target.startsWith('node:') || inPackage(i.target, 'express')) ||
          /\bDate\.now\(|new Date\(\)|Temporal\.Now|Math\.random\(|process\./.test(file.text),
      )
      .map((file) => file.path);
    expect(impure).toEqual([]);
  });

  test('browser code takes nothing from Node or from the server', () => {
    const strays = files
      .filter((file) => /^adapters\/(\w+\/client|ui)\//.test(file.path))
      .flatMap((file) =>
        file.imports
          .filter(
            (i) =>
              i.target.startsWith('node:') ||
              (!i.own && !inPackage(i.target, 'preact')) ||
              (i.own && !i.typeOnly && !/^adapters\/(\w+\/client|ui)\//.test(i.target)),
          )
          .map((i) => `${file.path} → ${i.target}`),
      );
    expect(strays).toEqual([]);
  });
});

describe('the doors', () => {
  test.each([
    ['fuse.js', 1],
    ['natural', 1],
    ['jose', 1],
    ['openid-client', 1],
    ['@node-rs/argon2', 1],
    ['pino', 1],
    ['@photostructure/sqlite', 1],
    ['pg', 1],
    ['chokidar', 1],
  ])('%s is imported in %i place', (name, count) => {
    expect(doors(name)).toHaveLength(count);
  });

  test('Botkit and botbuilder are known to the controller and the Botkit adapter alone', () => {
    const known = [...new Set([...doors('botkit'), ...doors('botbuilder')])].sort();
    expect(known).toEqual(['adapters/botkit-adapter.ts', 'bot/controller.ts']);
  });

  test('the environment is read in bot/config.ts alone', () => {
    const readers = files.filter((file) => /process\.env\b/.test(file.text)).map((file) => file.path);
    expect(readers).toEqual(['bot/config.ts']);
  });
});

describe('the size of the rooms', () => {
  test('no source file is longer than 300 lines', () => {
    const long = files.filter((file) => file.text.split('\n').length > 301).map((file) => file.path);
    expect(long).toEqual([]);
  });

  test('every source file opens with a sentence that says what it is for', () => {
    const mute = files
      .filter((file) => !file.path.endsWith('.d.ts'))
      .filter((file) => !/^(#!.*\n)?\/\*\*[\s\S]*?\*\//.test(file.text))
      .map((file) => file.path);
    expect(mute).toEqual([]);
  });

  test('no file is called index, utils, helpers or common', () => {
    const vague = files
      .filter((file) => /\/(index|utils?|helpers?|common|misc)\.tsx?$/.test(file.path))
      .map((f) => f.path);
    expect(vague).toEqual([]);
  });
});
