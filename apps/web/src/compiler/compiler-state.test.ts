import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/test-clock.ts';
import { ApiClient } from '../api/api-client.ts';
import type { CompileEngine } from '../compilation/compile-engine.ts';
import type { CompileOrder } from '../draft/compile-body.ts';
import { makeListText } from '../result/list-text.ts';
import { CurrentSession } from '../session/session.ts';
import { makeLink } from '../share/shared-configuration.ts';
import { CompilerState } from './compiler-state.ts';

/** A page whose compiles give the rules that it was asked with. */
function createPage() {
  const clock = createTestClock();
  const stored = new Map<string, string>();
  const said: string[] = [];
  const orders: { readonly place: string; readonly order: CompileOrder }[] = [];
  let leave = (): void => undefined;
  const engine =
    (place: string): CompileEngine =>
    async (order, _signal, onEvent) => {
      orders.push({ place, order });
      onEvent({
        kind: 'statistics',
        counts: {
          ruleCount: 1,
          diagnosticsDropped: 0,
          linesRead: 1,
          analysis: undefined,
          sources: [],
          refused: [],
          removed: {
            excluded: 0,
            notIncluded: 0,
            comments: 0,
            blank: 0,
            duplicate: 0,
            redundant: 0,
            invalid: 0,
          },
        },
      });
      onEvent({ kind: 'whole-list', list: makeListText(['||a^']), sourceTexts: new Map() });
      return { kind: 'done' };
    };
  const unreachable = () => Promise.reject(new TypeError());
  const state = new CompilerState({
    ...clock,
    engines: { service: engine('service'), browser: engine('browser') },
    takeConfig: async () => undefined,
    api: new ApiClient({ ...clock, fetch: unreachable }, new CurrentSession({ kind: 'signed-out' })),
    store: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
    onLeave: (run) => {
      leave = run;
    },
    announcer: { say: (text) => said.push(text), interrupt: (text) => said.push(text) },
  });
  const kept = (): unknown => JSON.parse(stored.get('bloqr.draft') ?? '{}').text;
  return { state, kept, clock, said, orders, leave: () => leave() };
}

describe('the compiler’s page', () => {
  it('keeps the draft when typing pauses, and when the page is left', () => {
    const { state, kept, clock, leave } = createPage();
    state.change({ text: '||a^' });
    expect(kept()).toBeUndefined();
    clock.pass(300);
    expect(kept()).toBe('||a^');
    state.change({ text: '||b^' });
    expect(kept()).toBe('||a^');
    leave();
    expect(kept()).toBe('||b^');
  });

  it('says so where there is nothing to compile, until something is changed', () => {
    const { state, orders } = createPage();
    expect(state.start()).toBeUndefined();
    expect(state.hint()).toContain('nothing to compile');
    expect(orders).toEqual([]);
    state.change({ text: '||a^' });
    expect(state.hint()).toBe('');
  });

  it('compiles where it is asked to, says how it goes, and has the list before to compare with', async () => {
    const { state, orders, said } = createPage();
    state.change({ text: '||a^' });
    await state.start();
    expect(state.previous()).toBeUndefined();
    const first = state.finished();
    state.change({ place: 'browser' });
    await state.start();
    expect(orders.map(({ place }) => place)).toEqual(['service', 'browser']);
    expect(state.previous()).toBe(first);
    expect(said.at(-1)).toBe('Done. The list has 1 rule.');
  });
});

describe('a link that is opened', () => {
  const draft = {
    name: 'x',
    files: [],
    leavesOutFailing: false,
    target: 'pihole',
    transformations: [],
    place: 'service' as const,
  };
  const fragmentOf = async (text: string): Promise<string> => {
    const made = await makeLink({ ...draft, text });
    return made.kind === 'made' ? made.fragment : '';
  };

  it('is taken over where there is nothing to lose', async () => {
    const { state, orders } = createPage();
    await state.openLink(await fragmentOf('||theirs^'));
    expect([state.draft().text, state.shared().kind]).toEqual(['||theirs^', 'taken']);
    expect(orders).toEqual([]);
    state.dismissShared();
    expect(state.shared().kind).toBe('none');
  });

  it('is offered where there is', async () => {
    const { state } = createPage();
    state.change({ text: '||mine^', files: [{ name: 'a', text: '||b^' }] });
    await state.openLink(await fragmentOf('||theirs^'));
    expect([state.draft().text, state.shared().kind]).toEqual(['||mine^', 'offered']);
    state.takeShared();
    expect([state.draft().text, state.draft().files]).toEqual(['||theirs^', []]);
  });

  it('is nothing where the fragment is another, and said to be damaged where it is', async () => {
    const { state } = createPage();
    await state.openLink('#main');
    expect(state.shared().kind).toBe('none');
    await state.openLink('#c1=%%');
    expect(state.shared().kind).toBe('refused');
  });
});
