import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One entry of an error answer. */
export interface ClerkErrorEntry {
  readonly message: string;
  readonly long_message: string;
  readonly code: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/**
 * A refusal in Clerk's form. Thrown by whatever finds it, answered in one place (`answerError`).
 * Codes and texts: https://clerk.com/docs/guides/development/errors/backend-api
 */
export class ClerkError extends Error {
  override readonly name = 'ClerkError';
  readonly status: ContentfulStatusCode;
  readonly errors: readonly ClerkErrorEntry[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    errors: readonly ClerkErrorEntry[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(errors.map(({ code, long_message }) => `${code}: ${long_message}`).join('; '));
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

function single(
  status: ContentfulStatusCode,
  code: string,
  message: string,
  longMessage: string,
): ClerkError {
  return new ClerkError(status, [{ message, long_message: longMessage, code }]);
}

/** The request has no secret key. */
export const authenticationInvalid = (): ClerkError =>
  single(
    401,
    'authentication_invalid',
    'Invalid authentication',
    'Unable to authenticate the request, you need to supply an active session',
  );

export const authorizationHeaderInvalid = (): ClerkError =>
  single(
    401,
    'authorization_header_format_invalid',
    'Invalid Authorization header format',
    "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'",
  );

export const secretKeyInvalid = (): ClerkError => {
  const text = 'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.';
  return single(401, 'clerk_key_invalid', text, text);
};

export const requestBodyInvalid = (): ClerkError =>
  single(
    400,
    'request_body_invalid',
    'Request body invalid',
    'The request body is invalid. Please consult the API documentation for more information.',
  );

export const contentTypeUnsupported = (actual: string, expected = 'application/json'): ClerkError =>
  single(
    415,
    'unsupported_content_type',
    'Content-Type is unsupported',
    `Content-Type ${actual} is unsupported. You should use ${expected} instead.`,
  );

export const apiVersionInvalid = (longMessage: string): ClerkError =>
  single(400, 'api_version_invalid', 'Invalid API version', longMessage);

/** The limit is used up; Clerk says for how long in `Retry-After`, in seconds. */
export const tooManyRequests = (retryAfterSeconds: number): ClerkError =>
  new ClerkError(
    429,
    [
      {
        message: 'Too many requests',
        long_message: 'Too many requests. Please try again in a bit.',
        code: 'too_many_requests',
      },
    ],
    { 'Retry-After': String(retryAfterSeconds) },
  );

export const notFound = (message: string, longMessage: string): ClerkError =>
  single(404, 'resource_not_found', message, longMessage);

export const userNotFound = (id: string): ClerkError =>
  notFound('not found', `No user was found with id ${id}`);

export const sessionNotFound = (id: string): ClerkError =>
  notFound('Session not found', `No session was found with id ${id}`);

export const templateNotFound = (attribute: 'id' | 'name', value: string): ClerkError =>
  notFound('JWT template not found', `No JWT template exists with ${attribute}: ${value}`);

export const badRequest = (code: string, message: string, longMessage: string): ClerkError =>
  single(400, code, message, longMessage);

export const forbidden = (code: string, message: string, longMessage: string): ClerkError =>
  single(403, code, message, longMessage);

/** A parameter that is not as it should be; several may be told at once with `ClerkError`. */
export const parameterEntry = (
  param: string,
  code: string,
  message: string,
  longMessage: string,
): ClerkErrorEntry => ({
  message,
  long_message: longMessage,
  code,
  meta: { param_name: param },
});

export const unprocessable = (
  param: string,
  code: string,
  message: string,
  longMessage: string,
): ClerkError => new ClerkError(422, [parameterEntry(param, code, message, longMessage)]);

/** Refuses a parameter that was left out. */
export const missingEntry = (param: string): ClerkErrorEntry =>
  parameterEntry(param, 'form_param_missing', 'is missing', `${param} must be included.`);

/** Refuses a parameter of the wrong type. */
export const typeEntry = (param: string, type: string): ClerkErrorEntry =>
  parameterEntry(param, 'form_param_type_invalid', 'is invalid', `\`${param}\` must be a \`${type}\`.`);

/** Refuses a parameter that does not exist. */
export const unknownEntry = (param: string): ClerkErrorEntry =>
  parameterEntry(
    param,
    'form_param_unknown',
    'is unknown',
    `${param} is not a valid parameter for this request.`,
  );

/** Refuses a value. */
export const valueEntry = (param: string, longMessage: string): ClerkErrorEntry =>
  parameterEntry(param, 'form_param_value_invalid', 'is invalid', longMessage);

/** Refuses an identifier that another user has. */
export const identifierTaken = (param: string, what: string): ClerkError => {
  const text = `That ${what} is taken. Please try another.`;
  return unprocessable(param, 'form_identifier_exists', text, text);
};
