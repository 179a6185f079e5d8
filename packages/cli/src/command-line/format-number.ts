/** A number for people: `1,234`. */
export function formatNumber(number: number): string {
  return number.toLocaleString('en-US');
}

/** A number of things: `1 rule`, `1,234 rules`. */
export function formatCount(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}
