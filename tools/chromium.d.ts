import { type Browser } from 'playwright-core';
/** Starts the browser of the tests. */
export declare function launchBrowser(): Promise<Browser>;
/**
 * The path of a Chromium: `CHROME_BIN`, or one in a usual place. Where none is, and this is Debian and we may, it is
 * installed.
 *
 * @throws Error that says how to get one
 */
export declare function findChromium(named?: string | undefined): string;
