import { z } from 'zod';

/** What holds for making one of two accounts of a person. */
export const accountLinkLimits = {
  /** Characters of the second session token. A token in a cookie has no more (RFC 6265, section 6.1). */
  tokenLengthMax: 4096,
  /** Bytes of the body. */
  bodyBytesMax: 4352,
} as const;

/** What `POST /api/account/link` takes. */
export const linkAccountsRequestSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(accountLinkLimits.tokenLengthMax)
    .describe('A session token of the same person at the other auth provider.'),
});

export type LinkAccountsRequest = z.output<typeof linkAccountsRequestSchema>;
