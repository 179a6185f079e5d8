import { parseSigningSecrets, type SigningSecret } from './signing-secret.ts';

/** The settings CLERK_WEBHOOK_SECRET and CLERK_INSTANCE_ID, parsed. */
export interface WebhookSettings {
  /** Empty where none is set, or none that is strong: then no webhook is taken, and everything else works. */
  readonly secrets: readonly SigningSecret[];
  /** What is wrong with the secrets, a sentence each. */
  readonly secretFaults: readonly string[];
  /** The instance of Clerk whose events count; undefined where those of all do. */
  readonly instanceId: string | undefined;
  /** What is wrong otherwise. Events of the wrong instance must not pass for those of the right one. */
  readonly faults: readonly string[];
}

export function parseWebhookSettings(secretText: string, instanceId: string): WebhookSettings {
  const { secrets, faults: secretFaults } = parseSigningSecrets(secretText);
  const isInstanceId = instanceId === '' || /^ins_[A-Za-z0-9]{1,64}$/.test(instanceId);
  return {
    secrets,
    secretFaults,
    instanceId: instanceId === '' ? undefined : instanceId,
    faults: isInstanceId ? [] : ['CLERK_INSTANCE_ID must be the id of an instance of Clerk (ins_…).'],
  };
}
