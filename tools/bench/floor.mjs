// The least that a program in Node can do with the lines of a list: read the bytes, find each line's end, write each line out.
import { readFileSync, writeFileSync } from 'node:fs';

const [, , input, output] = process.argv;
const bytes = readFileSync(input);
const written = Buffer.allocUnsafe(bytes.length);
let start = 0;
for (let at = 0; at < bytes.length; at++) {
  if (bytes[at] !== 10) continue;
  written.set(bytes.subarray(start, at + 1), start);
  start = at + 1;
}
writeFileSync(output, written.subarray(0, start));
