import { Component, computed, inject, input } from '@angular/core';
import { CopyButton } from '../lib/copy-button.ts';
import { platform } from '../platform.ts';

/** Codes for when the app is lost; they are shown once. */
@Component({
  selector: 'bloqr-backup-codes',
  imports: [CopyButton],
  template: `
    <p class="command-title" id="codes-title">Backup codes, each of which works once</p>
    <ul class="codes" aria-labelledby="codes-title">
      @for (code of codes(); track code) {
        <li>{{ code }}</li>
      }
    </ul>
    <div class="submit-line">
      <bloqr-copy-button what="backup codes" [text]="text()" />
      <button type="button" class="button quiet" (click)="download()">Download them</button>
    </div>
  `,
})
export class BackupCodes {
  readonly codes = input.required<readonly string[]>();

  readonly #platform = inject(platform);
  protected readonly text = computed(() => this.codes().join('\n'));

  protected download(): void {
    this.#platform.download('bloqr-backup-codes.txt', new Blob([`${this.text()}\n`], { type: 'text/plain' }));
  }
}
