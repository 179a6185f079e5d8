import { createHmac } from 'node:crypto';
import jsqr from 'jsqr';
import type { Locator, Page } from 'playwright-core';

/** What a browser believes to be a device with a fingerprint reader (https://www.w3.org/TR/webauthn-3/#sctn-automation). */
export async function addVirtualAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Reads the QR code in a part of the page from its picture, as a camera would. */
export async function scan(part: Locator): Promise<string | undefined> {
  const png = await part.screenshot();
  const { data, width, height } = await part.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height);
    return { data: [...(pixels?.data ?? [])], width: image.width, height: image.height };
  }, png.toString('base64'));
  return jsqr.default(Uint8ClampedArray.from(data), width, height)?.data;
}

/**
 * The code that an app shows now for an address as it stands in the QR code (RFC 6238, with SHA-1, 30 s and six digits).
 *
 * @param link `otpauth://totp/…`
 */
export function readCode(link: string, nowMs = Date.now()): string {
  const secret = new URL(link).searchParams.get('secret') ?? '';
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function decodeBase32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
