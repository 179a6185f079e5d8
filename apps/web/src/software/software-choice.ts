import { Component, computed, input, output } from '@angular/core';
import type { ApiConfigState } from './api-config.ts';

/** Which software is to read the list. */
@Component({ selector: 'bloqr-software-choice', templateUrl: './software-choice.html' })
export class SoftwareChoice {
  readonly state = input.required<ApiConfigState>();
  readonly chosen = input.required<string>();
  readonly choose = output<string>();
  readonly retry = output<void>();

  protected readonly software = computed(() => this.state().config.software);
  protected readonly current = computed(() => this.software().find(({ name }) => name === this.chosen()));
}
