/** A knowledge base that was replaced is let go, with all that was read with it. */
import { serialize, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAssistant } from '../../../bot/assistant.ts';
import { warmUp } from '../../../bot/console/search.ts';
import { createLivingExpertise } from '../../../bot/expertise/living-expertise.ts';
import { suggest } from '../../../bot/http/suggest.ts';
import { type OpenedStore, openStore } from '../../../bot/store/open.ts';
import { createRouter, serializeModel, trainModel } from '../../../intents/router.ts';
import { createRuleRunner } from '../../../intents/rules/run.ts';
import { createTestClock } from '../clock.ts';
import { createTestLog, plainExpertise } from '../house.ts';

const { files: _files, used: _used, locate: _locate, ...whole } = plainExpertise.knowledge;
/** A few entries train in no time; these are computed with. */
const computed = whole.entries.filter(({ rules }) => rules.length > 0).slice(0, 6);
const small = { ...whole, entries: computed, boundaries: whole.boundaries.slice(0, 2) };
const model = trainModel(small);
const said = ['一個身份證可以認證幾個帳號', '帮我算', '2', '打款第二天还没收到，我8月3号提交的', '帮我算'];

let store: OpenedStore;
beforeEach(async () => {
  store = await openStore(':memory:');
});
afterEach(() => store.close());

/** Every reload finds other files; `watch` gives weak references to all that is known now. */
function begin() {
  const [clock, log] = [createTestClock(), createTestLog()];
  let [loads, turns] = [0, 0];
  const living = createLivingExpertise({
    loaded: { knowledge: small, router: createRouter(small, model), rules: createRuleRunner(small) },
    prepare: async () => {
      const knowledge = serialize({ ...small, hash: `load-${++loads}` });
      return { status: 'ready', expertise: { knowledge, model: serializeModel(model) } };
    },
    warmUp: (expertise) => warmUp({ expertise, now: clock() }),
    ...{ clock, log },
  });
  const assistant = createAssistant({
    ...{ current: living.current, store, accounts: store.accounts, clock, log },
  });
  const talk = async () => {
    for (const text of said) {
      const sent = { channel: 'web', conversation: `load-${loads}`, sender: { key: 's1' } };
      await assistant.turn({ ...sent, id: `m${++turns}`, text, at: clock().toString() });
      suggest(living.current(), text, 'zh-Hans');
    }
  };
  const watch = () => {
    const { knowledge, router, rules } = living.current();
    const parts: [string, object][] = [
      ...Object.entries({ knowledge, router, rules }),
      ...[...knowledge.facts].map(([name, fact]): [string, object] => [`fact ${name}`, fact]),
      ...[...knowledge.rules].map(([name, { asked }]): [string, object] => [`words of ${name}`, asked ?? {}]),
      ...knowledge.entries.map((entry): [string, object] => [`entry ${entry.id}`, entry]),
    ];
    return parts.map(([name, part]) => ({ name, held: new WeakRef(part) }));
  };
  return { living, talk, watch };
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

test('nothing of it stays once the next is there, even if nobody says anything any more', async () => {
  const { living, talk, watch } = begin();
  await living.reload();
  await talk();
  const old = watch();
  await living.reload();
  // what a weak reference was made for lives until the end of the job
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  expect(old.filter(({ held }) => held.deref()).map(({ name }) => name)).toEqual([]);
  expect(living.current().knowledge.hash).toBe('load-2');
});
