/** Keeps the isolate at work for one request until `work` settles, as the platform's `waitUntil` does. */
export type WaitUntil = (work: Promise<unknown>) => void;
