/** The only names beyond ECMAScript that this package uses: pure functions, alike in Node, in Workers and in browsers. */

declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  static parse(url: string, base?: string): URL | null;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly hash: string;
}

/** Bytes of base64, each as a character. */
declare function atob(base64: string): string;
declare function btoa(bytes: string): string;
