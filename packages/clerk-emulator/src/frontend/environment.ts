import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import { otherSettings, userSettings } from './environment.data.ts';

/**
 * The instance's settings as clerk-js reads them before all else. Addresses of pages are those that the set-up guide gives
 * the product, at the origin of the page that asks.
 * Source: https://github.com/clerk/openapi-specs/blob/main/fapi/2026-05-12.yml, schema `Client.Environment`
 */
export function describeEnvironment({ id }: Instance, pageOrigin: string | undefined): JsonObject {
  return {
    auth_config: describeAuthConfig(id),
    display_config: describeDisplay(id, pageOrigin ?? ''),
    user_settings: userSettings,
    ...otherSettings,
  };
}

function describeAuthConfig(id: string): JsonObject {
  return {
    object: 'auth_config',
    id: `aac_${id}`,
    first_name: 'on',
    last_name: 'on',
    email_address: 'required',
    phone_number: 'off',
    username: 'off',
    password: 'required',
    identification_requirements: [['email_address', 'oauth_google'], []],
    identification_strategies: ['email_address', 'oauth_google'],
    first_factors: ['email_code', 'oauth_google', 'password', 'reset_password_email_code', 'ticket'],
    second_factors: [],
    email_address_verification_strategies: ['email_code'],
    single_session_mode: true,
    enhanced_email_deliverability: false,
    test_mode: true,
    cookieless_dev: true,
    url_based_session_syncing: true,
    claimed_at: null,
    reverification: false,
    native_settings: {
      object: 'native_settings',
      api_enabled: false,
      trusted_device_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_in_enabled: false,
      trusted_device_enrollment_prompt_after_sign_up_enabled: false,
    },
  };
}

function describeDisplay(id: string, home: string): JsonObject {
  const pages = {
    home_url: home,
    sign_in_url: `${home}/sign-in`,
    sign_up_url: `${home}/sign-up`,
    user_profile_url: `${home}/account`,
    waitlist_url: '',
    oauth_consent_url: '',
    after_sign_in_url: `${home}/`,
    after_sign_up_url: `${home}/`,
    after_sign_out_one_url: `${home}/`,
    after_sign_out_all_url: `${home}/`,
    after_switch_session_url: `${home}/`,
    after_join_waitlist_url: '',
    organization_profile_url: '',
    create_organization_url: '',
    after_leave_organization_url: '',
    after_create_organization_url: '',
    logo_link_url: `${home}/`,
  };
  const none = [
    ...['support_email', 'google_one_tap_client_id', 'help_url', 'privacy_policy_url', 'terms_url'],
    ...['logo_image_url', 'favicon_image_url', 'logo_url', 'favicon_url', 'logo_image', 'favicon_image'],
    ...['captcha_public_key', 'captcha_public_key_invisible', 'clerk_js_version'],
  ];
  return {
    object: 'display_config',
    id: `display_config_${id}`,
    instance_environment_type: 'development',
    application_name: 'Local Clerk',
    theme: {},
    preferred_sign_in_strategy: 'password',
    ...pages,
    ...Object.fromEntries(none.map((name) => [name, null])),
    branded: true,
    experimental_force_oauth_first: false,
    show_devmode_warning: true,
    captcha_widget_type: 'smart',
    captcha_provider: 'turnstile',
    captcha_oauth_bypass: [],
    captcha_heartbeat: false,
  };
}
