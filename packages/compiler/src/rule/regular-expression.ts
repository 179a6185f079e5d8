import { CompilerError } from '../errors.ts';

/** White space to JavaScript's `\s` that RE2's `\s` leaves out. */
const moreSpace =
  '\\x{b}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

/**
 * Compiles a user's regular expression for a search that ignores case, `^` and `$` matching at line ends, and that
 * takes time linear in the text (RE2 syntax, https://github.com/google/re2/wiki/Syntax).
 *
 * @param source the expression without its slashes, in JavaScript's syntax
 * @param pointer where it stands in the configuration
 * @throws CompilerError `invalid-configuration` naming the construct that such an engine cannot have, and its place
 */
export async function compileRegularExpression(
  source: string,
  pointer: string,
): Promise<(text: string) => boolean> {
  const { RE2JS, RE2JSSyntaxException } = await import('re2js');
  try {
    const translated = RE2JS.translateRegExp(adaptEscapes(source, pointer));
    const expression = RE2JS.compile(translated, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
    return (text) => expression.matcher(text).find();
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    // The engine puts the flags in front of the expression.
    const construct = (error.getPattern() ?? '').replace(/^(?:\(\?[a-z]+\))+/, '');
    throw refuse(source, construct, error.getDescription(), pointer);
  }
}

function refuse(source: string, construct: string, reason: string, pointer: string): CompilerError {
  const at = source.indexOf(construct);
  const place = at === -1 || construct === '' ? '' : ` at character ${at + 1}`;
  const detail = `The regular expression /${source}/ cannot be used: ${reason} ${construct}${place}.`;
  const fix = /^\(\?<?[=!]|^\\[1-9k]/.test(construct)
    ? 'Write it without look-around and back-references: expressions run in linear time, which rules those out.'
    : 'Correct the expression; RE2 syntax applies.';
  return new CompilerError('invalid-configuration', detail, { pointer }, [{ pointer, detail, fix }]);
}

/** Gives `\s` JavaScript's meaning and refuses `\k<name>`, which the engine would take for a plain `k`. */
function adaptEscapes(source: string, pointer: string): string {
  let isInClass = false;
  return source.replace(/\\[\s\S]|[[\]]/g, (token, at: number) => {
    if (token === '[') isInClass = true;
    if (token === ']') isInClass = false;
    if (token === '\\s') return isInClass ? `\\s${moreSpace}` : `[\\s${moreSpace}]`;
    if (token === '\\S' && !isInClass) return `[^\\s${moreSpace}]`;
    if (token === '\\k' && source[at + 2] === '<') {
      throw refuse(source, '\\k<', 'back-reference', pointer);
    }
    return token;
  });
}
