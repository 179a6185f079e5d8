/** A way to write the address of a route otherwise. */
export interface PathSpelling {
  readonly name: string;
  readonly write: (path: string) => string;
  /**
   * `same`: another spelling of the same address, with the same answer. `elsewhere`: an address that no route has. `suffix`:
   * no address either, except where an id stands at the end: then it is another id. `query`: the same, except where a route
   * reads what stands there, and knows no such fields.
   */
  readonly leads: 'same' | 'elsewhere' | 'suffix' | 'query';
}

const lastSlash = (path: string, replacement: string): string => path.replace(/\/(?=[^/]*$)/, replacement);

export const pathSpellings: readonly PathSpelling[] = [
  { name: 'a segment .', write: (path) => lastSlash(path, '/./'), leads: 'same' },
  { name: 'a segment %2e', write: (path) => lastSlash(path, '/%2e/'), leads: 'same' },
  { name: 'a segment that is left again', write: (path) => lastSlash(path, '/x/../'), leads: 'same' },
  { name: 'the same, encoded', write: (path) => lastSlash(path, '/x/%2e%2E/'), leads: 'same' },
  { name: 'through another route', write: (path) => `/api/version/..${path.slice(4)}`, leads: 'same' },
  { name: 'a backslash', write: (path) => lastSlash(path, '\\'), leads: 'same' },
  {
    name: 'a letter encoded',
    write: (path) =>
      path.replace(/^\/api\/(.)/, (_, letter: string) => `/api/%${letter.charCodeAt(0).toString(16)}`),
    leads: 'same',
  },
  { name: 'a query', write: (path) => `${path}?_method=GET&path=/api/version`, leads: 'query' },
  { name: 'two slashes in front', write: (path) => `/${path}`, leads: 'elsewhere' },
  { name: 'two slashes within', write: (path) => lastSlash(path, '//'), leads: 'elsewhere' },
  { name: 'capitals', write: (path) => path.replace('/api', '/API'), leads: 'elsewhere' },
  { name: 'an encoded slash', write: (path) => path.replace('/api/', '/api%2f'), leads: 'elsewhere' },
  { name: 'a slash encoded twice', write: (path) => path.replace('/api/', '/api%252f'), leads: 'elsewhere' },
  { name: 'an encoded backslash', write: (path) => path.replace('/api/', '/api%5c'), leads: 'elsewhere' },
  { name: 'a parameter within', write: (path) => path.replace('/api/', '/api;x=1/'), leads: 'elsewhere' },
  {
    name: 'dots encoded twice',
    write: (path) => path.replace('/api/', '/api/x/%252e%252e/'),
    leads: 'elsewhere',
  },
  { name: 'a parameter behind', write: (path) => `${path};x=1`, leads: 'suffix' },
  { name: 'an encoded slash behind', write: (path) => `${path}%2f`, leads: 'suffix' },
  { name: 'an encoded question mark behind', write: (path) => `${path}%3f`, leads: 'suffix' },
  { name: 'a blank behind', write: (path) => `${path}%20`, leads: 'suffix' },
  { name: 'a zero byte behind', write: (path) => `${path}%00`, leads: 'suffix' },
  { name: 'a suffix', write: (path) => `${path}.json`, leads: 'suffix' },
];

/** The slash behind is taken where a route says so. */
export const trailingSlash = (path: string): string => `${path}/`;

/** Headers by which some servers are told that another address or method is meant. */
export const otherAddressHeaders: Readonly<Record<string, string>> = {
  'X-Original-URL': '/api/version',
  'X-Rewrite-URL': '/api/version',
  'X-HTTP-Method-Override': 'GET',
  'X-Method-Override': 'GET',
  'X-Forwarded-Prefix': '/api/version',
  'X-Forwarded-For': '127.0.0.1',
  'X-Forwarded-Host': 'localhost',
  'X-Real-IP': '127.0.0.1',
  'X-User-Id': 'row-admin',
  'X-Clerk-Auth-Status': 'signed-in',
};
