import { Component, effect, input, signal } from '@angular/core';

/** A code as an SVG has it: the side of its square, and one path for all dark modules. */
interface DrawnCode {
  readonly side: number;
  readonly path: string;
}

/** Light modules around the code, without which some cameras do not find it (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/**
 * A text as a QR code, made in this browser. Dark on white in every look, since cameras may not read it the other way round.
 * Whoever cannot scan it needs the text beside it.
 */
@Component({
  selector: 'bloqr-qr-code',
  template: `
    @if (code(); as code) {
      <svg class="qr-code" role="img" shape-rendering="crispEdges" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + code.side + ' ' + code.side">
        <path fill="#fff" [attr.d]="'M0 0h' + code.side + 'v' + code.side + 'H0z'" />
        <path fill="#000" [attr.d]="code.path" />
      </svg>
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly code = signal<DrawnCode | undefined>(undefined);

  constructor() {
    effect(() => {
      const text = this.text();
      // Where the part of the page does not come, the text beside it is enough.
      void draw(text).then(
        (code) => text === this.text() && this.code.set(code),
        () => this.code.set(undefined),
      );
    });
  }
}

async function draw(text: string): Promise<DrawnCode> {
  const { encode } = await import('uqr');
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  return { side: size, path: drawModules(data) };
}

/** One step of a path for each run of dark modules in a row. */
export function drawModules(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1]) return [];
        const end = row.indexOf(false, x);
        const length = (end === -1 ? row.length : end) - x;
        return [`M${x} ${y}h${length}v1h-${length}z`];
      }),
    )
    .join('');
}
