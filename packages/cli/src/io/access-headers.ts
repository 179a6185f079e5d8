/**
 * What a person's token of Cloudflare Access is sent as. The service takes no service tokens: an administrator comes through
 * Access as the same person (docs/cloudflare-access.md).
 *
 * https://developers.cloudflare.com/cloudflare-one/access-controls/authenticate-agents/#use-a-reusable-token
 */
export function readAccessHeaders(
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const token = values.CF_ACCESS_TOKEN?.trim();
  return token ? { 'cf-access-token': token } : {};
}
