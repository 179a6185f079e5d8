import { type Context, Hono } from 'hono';
import type { FrontendEnv } from './frontend-env.ts';

/** The packages of scripts that Clerk's Frontend API serves. */
export type ScriptPackage = 'clerk-js' | 'ui';

/** An installation of Clerk's scripts. */
export interface ScriptSource {
  /** The version that is installed; undefined where none is. */
  readonly readVersion: (scriptPackage: ScriptPackage) => Promise<string | undefined>;
  /** A file of the package's folder `dist`, by its bare name; undefined where there is none. */
  readonly readScript: (scriptPackage: ScriptPackage, name: string) => Promise<string | undefined>;
}

/** Icons of sign-in providers come from here, by an address that is written into the scripts. */
const iconAddress = 'https://img.clerk.com/static/';
const daySeconds = 24 * 3600;

/**
 * `/npm/@clerk/clerk-js@<version>/dist/…` and `/npm/@clerk/ui@<version>/dist/…`: the scripts as they are installed, but for one
 * address. A page is given the installed version where it asks for one that this is, such as `6` for 6.40.0.
 */
export function createScriptRoutes(source: ScriptSource | undefined): Hono<FrontendEnv> {
  return new Hono<FrontendEnv>().get('/npm/@clerk/:package/dist/:file', async (c) => {
    c.header('Access-Control-Allow-Origin', '*');
    const [, name, range = 'latest'] = /^(clerk-js|ui)(?:@([\w.-]+))?$/.exec(c.req.param('package')) ?? [];
    const file = c.req.param('file');
    if (name !== 'clerk-js' && name !== 'ui')
      return refuse(c, `There is no @clerk/${c.req.param('package')}.`);
    if (source === undefined) return refuse(c, 'This emulator was made without scripts.');
    const version = await source.readVersion(name);
    if (version === undefined) return refuse(c, `@clerk/${name} is not installed.`);
    if (!isOfRange(version, range))
      return refuse(c, `@clerk/${name} is installed as ${version}, not ${range}.`);
    const script = /^[\w.-]+\.js$/.test(file) ? await source.readScript(name, file) : undefined;
    if (script === undefined) return refuse(c, `@clerk/${name} ${version} has no dist/${file}.`);
    c.header('Content-Type', 'text/javascript; charset=utf-8');
    c.header('Cache-Control', range === version ? `public, max-age=${daySeconds}` : 'no-cache');
    return c.body(script.replaceAll(iconAddress, `${c.get('base')}/images/static/`));
  });
}

function isOfRange(version: string, range: string): boolean {
  return range === 'latest' || range === version || version.startsWith(`${range}.`);
}

function refuse(c: Context, text: string): Response {
  return c.text(`${text}\n`, 404);
}
