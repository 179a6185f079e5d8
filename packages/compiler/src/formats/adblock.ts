import type { Format } from './format.ts';

/** Adblock syntax: the rules as they are. */
export const adblock: Format = {
  name: 'adblock',
  title: 'adblock list',
  extension: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '!',
};
