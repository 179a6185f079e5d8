import { CommandError } from '../command-error.ts';
import { findProject } from './read-layers.ts';

/** The project in whose folder, or below, the command runs. @throws CommandError with reason `configuration` */
export function requireProject(): string {
  const root = findProject(process.cwd());
  if (root !== undefined) return root;
  throw new CommandError('configuration', 'no-project', 'There is no wrangler.toml here or above.', {
    lines: ['Run it in the folder of bloqr-backend.'],
  });
}
