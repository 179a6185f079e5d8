/**
 * The examples that Clerk's dashboard sends by "Send test webhook", in the generations in which receivers met them.
 *
 * - `2024`: `webhooks/2025-04-15.yml` of https://github.com/clerk/openapi-specs. No e-mail address, but the id of a primary
 *   one; `timestamp` in seconds; an `instance_id` that is nobody's.
 * - `2022`: as quoted in many public repositories. One verified address, keys `birthday` and `gender`, no `banned`, no
 *   `instance_id`; `timestamp` in milliseconds.
 * - `2022-bare`: the same before events had `timestamp` and `event_attributes`.
 */

const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36';

const envelope2024 = {
  event_attributes: { http_request: { client_ip: '192.168.1.100', user_agent: browser } },
  instance_id: 'ins_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
  object: 'event' as const,
  timestamp: 1716883200,
};

const user2024 = {
  backup_code_enabled: false,
  banned: false,
  create_organization_enabled: true,
  create_organizations_limit: null,
  created_at: 1716883200000,
  delete_self_enabled: true,
  email_addresses: [],
  enterprise_accounts: [],
  external_accounts: [],
  external_id: null,
  first_name: 'John',
  has_image: true,
  id: 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
  image_url: 'https://img.clerk.com/xxxxxx',
  last_active_at: 1716883200000,
  last_name: 'Doe',
  last_sign_in_at: 1716883200000,
  legal_accepted_at: 1716883200000,
  locked: false,
  lockout_expires_in_seconds: null,
  mfa_disabled_at: null,
  mfa_enabled_at: null,
  object: 'user',
  passkeys: [],
  password_enabled: true,
  phone_numbers: [],
  primary_email_address_id: 'idn_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  private_metadata: null,
  profile_image_url: 'https://img.clerk.com/xxxxxx',
  public_metadata: {},
  saml_accounts: [],
  totp_enabled: false,
  two_factor_enabled: false,
  unsafe_metadata: {},
  updated_at: 1716883200000,
  username: null,
  verification_attempts_remaining: null,
  web3_wallets: [],
};

const attributes2022 = { http_request: { client_ip: '0.0.0.0', user_agent: browser } };

const user2022 = {
  birthday: '',
  created_at: 1654012591514,
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
  id: 'user_29w83sxmDNGwOuEthce5gg56FcC',
  image_url: 'https://img.clerk.com/xxxxxx',
  last_name: 'Example',
  last_sign_in_at: 1654012591514,
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
  updated_at: 1654012591835,
  username: null,
  web3_wallets: [],
};

const email2022 = {
  email_address: 'example@example.org',
  id: 'idn_29w83yL7CwVlJXylYLxcslromF1',
  linked_to: [],
  object: 'email_address',
};

const updatedUser2022 = {
  ...user2022,
  external_id: null,
  last_name: null,
  last_sign_in_at: null,
  updated_at: 1654012824306,
};

const deletedUser2022 = { deleted: true, id: 'user_29wBMCtzATuFJut8jO2VNTVekS4', object: 'user' };

export const testEvents = {
  '2024': {
    'user.created': { data: user2024, ...envelope2024, type: 'user.created' },
    'user.updated': {
      data: {
        ...user2024,
        image_url: 'https://img.clerk.com/yyyyy',
        last_active_at: 1716883500000,
        last_name: 'Doe Updated',
        last_sign_in_at: 1716883400000,
        mfa_enabled_at: 1716883200000,
        profile_image_url: 'https://img.clerk.com/yyyyy',
        public_metadata: { department: 'engineering' },
        totp_enabled: true,
        two_factor_enabled: true,
        updated_at: 1716883500000,
        username: 'johndoe',
      },
      ...envelope2024,
      type: 'user.updated',
    },
    'user.deleted': {
      data: {
        deleted: true,
        external_id: 'ex_123456789',
        id: 'user_2g7np7Hrk0SN6kj5EDMLDaKNL0S',
        object: 'user',
      },
      ...envelope2024,
      type: 'user.deleted',
    },
  },
  '2022': {
    'user.created': {
      data: user2022,
      event_attributes: attributes2022,
      object: 'event',
      timestamp: 1654012591835,
      type: 'user.created',
    },
    'user.updated': {
      data: {
        ...updatedUser2022,
        email_addresses: [
          {
            ...email2022,
            reserved: true,
            verification: { attempts: null, expire_at: null, status: 'verified', strategy: 'admin' },
          },
        ],
      },
      event_attributes: attributes2022,
      object: 'event',
      timestamp: 1654012824306,
      type: 'user.updated',
    },
    'user.deleted': {
      data: deletedUser2022,
      event_attributes: attributes2022,
      object: 'event',
      timestamp: 1661861640000,
      type: 'user.deleted',
    },
  },
  '2022-bare': {
    'user.created': { data: user2022, object: 'event', type: 'user.created' },
    'user.updated': {
      data: {
        ...updatedUser2022,
        email_addresses: [{ ...email2022, verification: { status: 'verified', strategy: 'admin' } }],
      },
      object: 'event',
      type: 'user.updated',
    },
    'user.deleted': { data: deletedUser2022, object: 'event', type: 'user.deleted' },
  },
} as const;
