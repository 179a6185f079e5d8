/** Names of parameters that carry a secret, in the manner of signed and tokenised links. */
const secretParameter =
  /^(?:.*[-_.])?(?:token|key|apikey|auth|authorization|sig|signature|secret|password|passwd|pwd|credential|session|jwt|code)$/i;

/** Whether a URL may itself be the permission to read what it names, so that nothing of it should be kept. */
export function hasCredentials(text: string): boolean {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return true;
  return [...url.searchParams.keys()].some((name) => secretParameter.test(name));
}
