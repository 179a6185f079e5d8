import { z } from 'zod';
import type { PagePorts } from './page-ports.ts';

/** What the Backend API answered: a resource, or why not. */
export type BackendAnswer<T> =
  | { readonly isSuccess: true; readonly value: T }
  | { readonly isSuccess: false; readonly status: number; readonly message: string };

const errors = z.object({
  errors: z
    .array(
      z.object({
        message: z.string(),
        long_message: z.string().optional(),
        meta: z.object({ param_name: z.string().optional() }).optional(),
      }),
    )
    .min(1),
});

/** Asks the Backend API with the instance's secret key, as the people's own code would. */
export async function callBackend<T extends z.ZodType>(
  ports: PagePorts,
  schema: T,
  method: string,
  path: string,
  body?: unknown,
): Promise<BackendAnswer<z.output<T>>> {
  const { secretKey } = await ports.readKeys();
  const response = await ports.fetch(
    new Request(`http://localhost/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  if (response.ok) return { isSuccess: true, value: schema.parse(await response.json()) };
  return { isSuccess: false, status: response.status, message: await describeRefusal(response) };
}

async function describeRefusal(response: Response): Promise<string> {
  const refusal = errors.safeParse(await response.json().catch(() => null));
  if (!refusal.success) return `The Backend API answered ${response.status}.`;
  return refusal.data.errors
    .map(({ message, long_message, meta }) => {
      const text = long_message ?? message;
      const name = meta?.param_name;
      return name === undefined || text.includes(name) ? text : `${name}: ${text}`;
    })
    .join(' ');
}
