/**
 * What `npm start` and `npm test` do first: install and build what is missing or out of date, and say so.
 * Plain JavaScript on Node's own modules, because it must run before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'dist', '.build.json');
const [minMajor, minMinor] = [20, 19];

const say = (line) => process.stderr.write(`dawen: ${line}\n`);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  say(
    `needs Node ${minMajor}.${minMinor} or newer, this is ${process.versions.node}: install a newer one and run again`,
  );
  process.exit(1);
}

/** Runs a command to its end, printing a dot now and then so that a long one is seen to live. */
function run(title, command, args) {
  const started = Date.now();
  say(`${title} …`);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const beat = setInterval(() => say(`${title} … ${Math.round((Date.now() - started) / 1000)} s`), 5000);
  return new Promise((resolve) => {
    const end = (code) => {
      clearInterval(beat);
      if (code !== 0) {
        process.stderr.write(output);
        say(
          `${title} failed (exit ${code}): the lines above say why; mend that and run the same command again`,
        );
        process.exit(1);
      }
      say(`${title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve();
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.on('close', end);
  });
}

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** True when node_modules holds every package of the lock file in its version; optional ones may be absent. */
function installed() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional === true),
  );
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Hash of everything the build reads, so that nothing is built twice. */
function sourceHash() {
  const files = ['bot', 'knowledge', 'intents', 'adapters']
    .flatMap((folder) => filesBelow(join(root, folder)))
    .concat(['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(root, name)))
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Lets `npx dawen` find the command of this very package. */
function linkCommand() {
  const target = join(root, 'dist', 'bot', 'cli.js');
  const bin = join(root, 'node_modules', '.bin');
  chmodSync(target, 0o755);
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'dawen'), { force: true });
  rmSync(join(bin, 'dawen.cmd'), { force: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'dawen.cmd'), '@node "%~dp0\\..\\..\\dist\\bot\\cli.js" %*\r\n');
  } else {
    symlinkSync(join('..', '..', 'dist', 'bot', 'cli.js'), join(bin, 'dawen'));
  }
}

async function build() {
  const hash = sourceHash();
  if (readJson(stampFile)?.hash === hash) {
    say('build is up to date');
    return;
  }
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run('compiling', process.execPath, [
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  await run('bundling the page and training the router', process.execPath, [join('dist', 'bot', 'build.js')]);
  writeFileSync(stampFile, `${JSON.stringify({ hash: sourceHash() })}\n`);
}

checkNode();
if (!installed()) {
  await run('installing packages (a minute or so, the first time)', 'npm', ['ci', '--no-audit', '--no-fund']);
}
await build();
linkCommand();
