/** The service and the local Clerk, running. */
export interface Running {
  readonly service: string;
  readonly clerk: string;
  readonly stop: () => Promise<void>;
}
/**
 * Starts both as `npm run start:clerk` does, on free ports.
 *
 * @param stateFolder where both keep what they have
 */
export declare function startBoth(stateFolder: string): Promise<Running>;
