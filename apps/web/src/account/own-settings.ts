import { Tab, TabContent, TabList, TabPanel, Tabs } from '@angular/aria/tabs';
import { Component, input, output, signal } from '@angular/core';
import { AccountLinkPanel } from '../account-link/account-link-panel.ts';
import { PasskeyList } from '../passkey/passkey-list.ts';
import { PasswordSettings } from './password-settings.ts';
import { ProfileSettings } from './profile-settings.ts';
import { SecondFactor } from './second-factor.ts';
import { SessionList } from './session-list.ts';

/** What somebody with an account of this service changes about it, each part fetched when it is looked at. */
@Component({
  selector: 'bloqr-own-settings',
  imports: [
    Tabs,
    TabList,
    Tab,
    TabPanel,
    TabContent,
    ProfileSettings,
    PasswordSettings,
    PasskeyList,
    SecondFactor,
    SessionList,
    AccountLinkPanel,
  ],
  templateUrl: './own-settings.html',
})
export class OwnSettings {
  readonly name = input.required<string>();
  readonly email = input.required<string>();
  readonly isEmailVerified = input.required<boolean>();
  /** Whether the account is one with an account at Clerk. */
  readonly isLinked = input.required<boolean>();
  /** Something about the account is another. */
  readonly changed = output<void>();

  protected readonly tab = signal<string | undefined>('profile');
  protected readonly places = [
    { value: 'profile', title: 'Profile' },
    { value: 'sign-in', title: 'Signing in' },
    { value: 'sessions', title: 'Sessions' },
  ] as const;
}
