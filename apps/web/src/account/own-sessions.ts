import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** A place where somebody is signed in. */
export interface OwnSession {
  readonly id: string;
  /** By which it is ended; what stands in the cookie has a signature besides. */
  readonly token: string;
  readonly place: string;
  readonly address: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const browsers = [
  { mark: /\bEdg(?:e|A|iOS)?\//, name: 'Edge' },
  { mark: /\bOPR\//, name: 'Opera' },
  { mark: /\b(?:Firefox|FxiOS)\//, name: 'Firefox' },
  { mark: /\b(?:Chrome|CriOS|HeadlessChrome)\//, name: 'Chrome' },
  { mark: /\bSafari\//, name: 'Safari' },
  { mark: /^curl\//, name: 'curl' },
] as const;

const systems = [
  { mark: /\bAndroid\b/, name: 'Android' },
  { mark: /\b(?:iPhone|iPad)\b/, name: 'iOS' },
  { mark: /\bWindows\b/, name: 'Windows' },
  { mark: /\bMac OS X\b/, name: 'macOS' },
  { mark: /\bLinux\b/, name: 'Linux' },
] as const;

/** Browser and system by `User-Agent`, as far as it is worth believing; the beginning of it where nothing is known. */
export function describeUserAgent(userAgent: string): string {
  const browser = browsers.find(({ mark }) => mark.test(userAgent))?.name;
  const system = systems.find(({ mark }) => mark.test(userAgent))?.name;
  if (browser === undefined && system === undefined) return userAgent.slice(0, 60) || 'A program';
  return [browser ?? 'A browser', ...(system === undefined ? [] : [`on ${system}`])].join(' ');
}

export function readSessions(value: unknown): readonly OwnSession[] {
  return listOf(value).map((entry) => {
    const session = fieldsOf(entry);
    return {
      id: textOf(session.id),
      token: textOf(session.token),
      place: describeUserAgent(textOf(session.userAgent)),
      address: textOf(session.ipAddress),
      createdAt: textOf(session.createdAt),
      updatedAt: textOf(session.updatedAt),
    };
  });
}

/** The id of the session in the answer of `/get-session`. */
export function readSessionId(value: unknown): string {
  return textOf(fieldsOf(fieldsOf(value).session).id);
}
