/** Runs something later; gives back what calls it off. */
export type Delay = (milliseconds: number, run: () => void) => () => void;
