/** A port of the loopback on which nobody listens now. */
export declare function findFreePort(): Promise<number>;
