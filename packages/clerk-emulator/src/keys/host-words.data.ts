/** Words for the host of a development instance, `<adjective>-<animal>-<NN>`. */
export const adjectives = [
  'amused', 'brave', 'calm', 'clever', 'eager', 'fair', 'gentle', 'happy', 'keen', 'lucky', 'modern', 'neat', 'proud',
  'quiet', 'rapid', 'sharp', 'smart', 'stable', 'sweet', 'witty',
] as const;

export const animals = [
  'badger', 'bison', 'cobra', 'condor', 'crane', 'dingo', 'falcon', 'ferret', 'gecko', 'heron', 'ibex', 'jackal', 'koala',
  'lemur', 'mole', 'newt', 'otter', 'puma', 'raven', 'stork',
] as const;
