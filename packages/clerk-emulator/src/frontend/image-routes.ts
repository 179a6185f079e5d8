import { Hono } from 'hono';
import type { FrontendEnv } from './frontend-env.ts';

/** `/images`: what Clerk serves from img.clerk.com, as a letter in a circle. */
export const imageRoutes = new Hono<FrontendEnv>()
  .get('/images/static/:file', (c) => answerLetter(c.req.param('file').charAt(0)))
  .get('/images/users/:file', (c) => {
    const stored = c.get('instance').users.get(c.req.param('file').replace(/\.svg$/, ''));
    const { first_name, email_addresses: [email] = [] } = stored?.user ?? {};
    return answerLetter((first_name || email?.email_address || '?').charAt(0));
  });

function answerLetter(letter: string): Response {
  const shown = /^[\p{L}\p{N}]$/u.test(letter) ? letter.toUpperCase() : '?';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="#4338ca"/><text x="20" y="27" font-family="sans-serif" font-size="20" text-anchor="middle" fill="#fff">${shown}</text></svg>`;
  const headers = {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Access-Control-Allow-Origin': '*',
    'Content-Security-Policy': "default-src 'none'",
  };
  return new Response(svg, { headers });
}
