/**
 * Text of somebody's list for a terminal, to which it must not speak: control and format characters but the tab are
 * written as `\\u001b`. Line ends stay where `keepsLines` says so.
 */
export function escapeControls(text: string, keepsLines = false): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\t' || (keepsLines && character === '\n')) return character;
    const digits = (character.codePointAt(0) ?? 0).toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}
