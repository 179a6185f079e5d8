import { Component, inject } from '@angular/core';
import { theme } from './theme.ts';

/** Light, dark or the system's, in the header. */
@Component({ selector: 'bloqr-theme-choice', templateUrl: './theme-choice.html' })
export class ThemeChoiceControl {
  protected readonly theme = inject(theme);
  protected readonly choices = [
    { value: 'light', label: 'Light' },
    { value: 'system', label: 'As the system' },
    { value: 'dark', label: 'Dark' },
  ] as const;
}
