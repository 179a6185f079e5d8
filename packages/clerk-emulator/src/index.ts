export {
  type ClerkConnection,
  type ClerkEmulator,
  type ClerkEmulatorOptions,
  createClerkEmulator,
} from './clerk-emulator.ts';
export { createMemoryStore, type InstanceSnapshot, type InstanceStore } from './instance/instance-store.ts';
export { EmulatorRefusal } from './keys/instance-keys.ts';
export type { WebhookEvent } from './webhook-event.ts';
