import type { Context } from 'hono';
import { z } from 'zod';
import type { PagePorts } from './page-ports.ts';

/** What the emulator answered: a resource, or why not. */
export type EmulatorAnswer<T> =
  | { readonly isSuccess: true; readonly value: T }
  | { readonly isSuccess: false; readonly status: number; readonly message: string };

const refusal = z.object({
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

const connection = z.object({ publishableKey: z.string(), secretKey: z.string(), instanceId: z.string() });

/** Keys and names of the instance. */
export type PageConnection = z.output<typeof connection>;

/** Asks the emulator as the people's own code would, under the name by which the page was asked for. */
export class EmulatorClient {
  readonly #ports: PagePorts;

  constructor(ports: PagePorts) {
    this.#ports = ports;
  }

  /** @throws Error where there is no instance */
  async readConnection(c: Context): Promise<PageConnection> {
    const answer = await this.callEmulator(c, connection, 'GET', '/connection');
    if (!answer.isSuccess) throw new Error(answer.message);
    return answer.value;
  }

  /** Asks Clerk's Backend API with the instance's secret key. */
  async callBackend<T extends z.ZodType>(
    c: Context,
    schema: T,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<EmulatorAnswer<z.output<T>>> {
    const { secretKey } = await this.readConnection(c);
    return this.#call(c, schema, method, `/v1${path}`, { authorization: `Bearer ${secretKey}` }, body);
  }

  /** Asks for what Clerk does not have. */
  async callEmulator<T extends z.ZodType>(
    c: Context,
    schema: T,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<EmulatorAnswer<z.output<T>>> {
    return this.#call(c, schema, method, `/emulator${path}`, {}, body);
  }

  async #call<T extends z.ZodType>(
    c: Context,
    schema: T,
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<EmulatorAnswer<z.output<T>>> {
    const response = await this.#ports.fetch(
      new Request(new URL(path, c.req.url), {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    if (response.ok) return { isSuccess: true, value: schema.parse(await response.json()) };
    return { isSuccess: false, status: response.status, message: await describeRefusal(response) };
  }
}

async function describeRefusal(response: Response): Promise<string> {
  const read = refusal.safeParse(await response.json().catch(() => null));
  if (!read.success) return `The emulator answered ${response.status}.`;
  return read.data.errors
    .map(({ message, long_message, meta }) => {
      const text = long_message ?? message;
      const name = meta?.param_name;
      return name === undefined || text.includes(name) ? text : `${name}: ${text}`;
    })
    .join(' ');
}
