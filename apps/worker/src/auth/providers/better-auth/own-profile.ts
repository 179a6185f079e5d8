const nameLengthMax = 256;
const imageUrlLengthMax = 2048;
/** Of an address (RFC 5321, section 4.5.3.1.3, without the angle brackets). */
const emailLengthMax = 254;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** What is wrong with what somebody says of themselves, in a sentence; fields that are not there are not looked at. */
export function readOwnProfileFault(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { name, image, email } = fields;
  if (name !== undefined && typeof name !== 'string') return 'The name must be text.';
  if (image !== undefined && image !== null && typeof image !== 'string')
    return 'The image must be an https address, or null.';
  if (typeof name === 'string' && (name.length > nameLengthMax || controls.test(name)))
    return `The name must have ${nameLengthMax} characters at most, and no control characters.`;
  if (typeof email === 'string' && email.length > emailLengthMax)
    return `The address must have ${emailLengthMax} characters at most.`;
  if (typeof image === 'string' && image !== '' && !isImageUrl(image))
    return `The image must be an https address of ${imageUrlLengthMax} characters at most.`;
  return undefined;
}

function isImageUrl(text: string): boolean {
  return text.length <= imageUrlLengthMax && URL.canParse(text) && new URL(text).protocol === 'https:';
}
