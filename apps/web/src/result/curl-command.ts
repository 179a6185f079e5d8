import type { CompileBody } from '../draft/compile-body.ts';

/**
 * The request as a command for a shell. The body is a here-document whose end is quoted, so that the shell reads
 * nothing in it; JSON has no line breaks in its texts, so that none of it can be that end.
 */
export function makeCurlCommand(origin: string, body: CompileBody, fileName: string): string {
  const json = JSON.stringify(body).replace(hiddenCharacters, escapeCharacter);
  return [
    `curl '${origin}/api/compile' -H 'Content-Type: application/json' -H 'Accept: text/plain' \\`,
    `  --fail-with-body -o '${fileName}' --data-binary @- <<'END'`,
    json,
    'END',
    '',
  ].join('\n');
}

/** Characters that a terminal may act upon, or that change the look of what is pasted. */
const hiddenCharacters = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
