export { type ClerkEmulator, type ClerkEmulatorOptions, createClerkEmulator } from './clerk-emulator.ts';
export { ClerkError } from './http/clerk-error.ts';
export type { ClerkConnection } from './instance/connection.ts';
export { createMemoryStore, type InstanceSnapshot, type InstanceStore } from './instance/instance-store.ts';
export { EmulatorRefusal } from './keys/instance-keys.ts';
export type { BrowserToken, BrowserTokenRequest } from './tokens/browser-token.ts';
export type { WebhookEvent } from './webhook-event.ts';
