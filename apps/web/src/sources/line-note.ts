/** Something about one line that is probably not meant so. It never keeps anybody from compiling. */
export interface LineNote {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  /** What the line could be instead, where that is known. */
  readonly fix?: { readonly label: string; readonly lines: readonly string[] };
}

/** Addresses may be as long as the service takes them. */
const addressLengthMax = 2048;

/** What is odd about an address, or undefined. */
export function noteAddress(line: number, address: string): LineNote | undefined {
  const parts = address.split(/\s+/);
  if (parts.length > 1) {
    const areAddresses = parts.every((part) => /^https?:\/\//i.test(part));
    if (!areAddresses) return { line, message: 'An address has no spaces in it.' };
    const fix = { label: 'One a line', lines: parts };
    return { line, message: `${parts.length} addresses on one line.`, fix };
  }
  if (!URL.canParse(address)) return { line, message: 'This is not a complete address.' };
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { line, message: `Lists are fetched over https or http, not ${url.protocol.slice(0, -1)}.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { line, message: 'Addresses with a user name or a password in them are refused.' };
  }
  if (url.href.length > addressLengthMax) {
    return { line, message: `An address has at most ${addressLengthMax} characters.` };
  }
  const raw = findRawAddress(url);
  if (raw === undefined) return undefined;
  const fix = { label: 'Use the file itself', lines: [raw] };
  return { line, message: 'This is the page around a file, not the file itself.', fix };
}

/** What is odd about a line that counts as a rule, or undefined. */
export function noteRule(line: number, text: string): LineNote | undefined {
  const slip = /^(?:h?tt?ps?|https?)(?::\/?|\/\/:?)(?=[a-z0-9-]+\.[a-z])/i.exec(text)?.[0];
  if (slip !== undefined) {
    const scheme = /s/i.test(slip) ? 'https' : 'http';
    const address = `${scheme}://${text.slice(slip.length).replace(/^\/+/, '')}`;
    return {
      line,
      message: 'Reads like an address with a slip in it; it counts as a rule.',
      fix: { label: `Use ${address}`, lines: [address] },
    };
  }
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/\S*\.(?:txt|list|hosts|conf|csv)(?:\?\S*)?$/i.test(text)) {
    const address = `https://${text}`;
    return {
      line,
      message: 'Reads like an address without https://; it counts as a rule.',
      fix: { label: `Use ${address}`, lines: [address] },
    };
  }
  return undefined;
}

/** The address of the file itself, for the pages around files of GitHub and GitLab. */
function findRawAddress({ hostname, pathname }: URL): string | undefined {
  const github = hostname === 'github.com' ? /^\/([^/]+\/[^/]+)\/blob\/(.+)$/.exec(pathname) : null;
  if (github !== null) return `https://raw.githubusercontent.com/${github[1]}/${github[2]}`;
  const gitlab = /^\/(.+)\/-\/blob\/(.+)$/.exec(pathname);
  return hostname === 'gitlab.com' && gitlab !== null
    ? `https://gitlab.com/${gitlab[1]}/-/raw/${gitlab[2]}`
    : undefined;
}
