import { describe, expect, it } from 'vitest';
import { describeFailure } from './run-wrangler.ts';

describe('why wrangler failed', () => {
  it.each([
    {
      talk: '\n\u001b[31m✘ \u001b[41;31m[\u001b[41;97mERROR\u001b[41;31m]\u001b[0m No such database.\n\n',
      says: 'No such database.',
    },
    {
      talk: '✘ [ERROR] Processing wrangler.toml configuration:\n\n    - No environment found with name "staging".\n',
      says: 'Processing wrangler.toml configuration: No environment found with name "staging".',
    },
    {
      talk: "✘ [ERROR] In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable",
      says: 'wrangler is not signed in',
    },
    {
      talk: '',
      output: 'You are not authenticated. Please run `wrangler login`.',
      says: 'wrangler is not signed in',
    },
    { talk: '', output: 'only this', says: 'only this' },
    { talk: '', says: 'it did not say why' },
  ])('is $says', ({ talk, output = '', says }) => {
    expect(describeFailure({ talk, output })).toBe(says);
  });
});
