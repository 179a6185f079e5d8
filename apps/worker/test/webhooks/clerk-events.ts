/** A user object as Clerk has it, with what matters to a test set. */
export function clerkUser(id: string, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    object: 'user',
    external_id: null,
    username: null,
    first_name: 'Ada',
    last_name: 'Lovelace',
    locale: null,
    image_url: 'https://img.clerk.com/eyJ0eXBlIjoiZGVmYXVsdCJ9',
    has_image: false,
    primary_email_address_id: 'idn_1',
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: [emailAddress('idn_1', 'ada@example.org')],
    phone_numbers: [],
    web3_wallets: [],
    passkeys: [],
    external_accounts: [],
    saml_accounts: [],
    enterprise_accounts: [],
    public_metadata: {},
    private_metadata: null,
    unsafe_metadata: {},
    password_enabled: true,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    banned: false,
    locked: false,
    last_sign_in_at: null,
    last_active_at: null,
    created_at: 1_700_000_000_000,
    updated_at: 1_700_000_000_000,
    ...fields,
  };
}

export function emailAddress(id: string, address: string, status: string | null = 'verified') {
  return {
    id,
    object: 'email_address',
    email_address: address,
    reserved: false,
    verification: status === null ? null : { object: 'verification_otp', status, strategy: 'email_code' },
    linked_to: [],
    created_at: 1_700_000_000_000,
    updated_at: 1_700_000_000_000,
  };
}

/** An event with its envelope; `timestamp` in milliseconds, as instances send it. */
export function clerkEvent(type: string, data: unknown, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    data,
    event_attributes: { http_request: { client_ip: '0.0.0.0', user_agent: 'Mozilla/5.0' } },
    instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
    object: 'event',
    timestamp: 1_700_000_000_000,
    type,
    ...fields,
  };
}

export function deletedEvent(id: string, fields: Readonly<Record<string, unknown>> = {}) {
  return clerkEvent('user.deleted', { deleted: true, id, object: 'user' }, fields);
}

/** The ids of the users in the dashboard's examples. */
export const exampleIds = {
  older: 'user_29w83sxmDNGwOuEthce5gg56FcC',
  newer: 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
  deleted: 'user_29wBMCtzATuFJut8jO2VNTVekS4',
} as const;

/** What "Send test webhook" sent in its first generation: fields of a form that is no more, and no instance. */
export const olderExample = {
  data: {
    birthday: '',
    created_at: 1_654_012_591_514,
    email_addresses: [
      {
        email_address: 'example@example.org',
        id: 'idn_29w83yL7CwVlJXylYLxcslromF1',
        linked_to: [],
        object: 'email_address',
        verification: { status: 'verified', strategy: 'ticket' },
      },
    ],
    external_accounts: [],
    external_id: '567772',
    first_name: 'Example',
    gender: '',
    id: exampleIds.older,
    image_url: 'https://img.clerk.com/xxxxxx',
    last_name: 'Example',
    last_sign_in_at: 1_654_012_591_514,
    object: 'user',
    password_enabled: true,
    phone_numbers: [],
    primary_email_address_id: 'idn_29w83yL7CwVlJXylYLxcslromF1',
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    private_metadata: {},
    profile_image_url: 'https://www.gravatar.com/avatar?d=mp',
    public_metadata: {},
    two_factor_enabled: false,
    unsafe_metadata: {},
    updated_at: 1_654_012_591_835,
    username: null,
    web3_wallets: [],
  },
  object: 'event',
  type: 'user.created',
} as const;

/** What it sends in its second generation: seconds, a primary address that is not listed, metadata that is null. */
export const newerExample = {
  data: {
    ...clerkUser(exampleIds.newer, {
      first_name: 'John',
      last_name: 'Doe',
      email_addresses: [],
      primary_email_address_id: 'idn_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
      private_metadata: null,
      created_at: 1_716_883_200_000,
      updated_at: 1_716_883_200_000,
    }),
  },
  event_attributes: { http_request: { client_ip: '', user_agent: '' } },
  instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
  object: 'event',
  timestamp: 1_716_883_200,
  type: 'user.created',
} as const;
