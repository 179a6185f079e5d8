import { Component, inject } from '@angular/core';
import { CompilerPage } from '../compiler/compiler-page.ts';
import { platform } from '../platform.ts';

/** The addresses at which the compiler stands. */
const compilerPaths: ReadonlySet<string> = new Set(['/', '/compiler', '/compiler/']);

/** The frame around every page. */
@Component({ selector: 'bloqr-app', imports: [CompilerPage], templateUrl: './app.html' })
export class App {
  protected readonly isCompiler = compilerPaths.has(inject(platform).path);
}
