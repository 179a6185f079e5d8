import { defaultKeymap } from '@codemirror/commands';
import { lintGutter, type Diagnostic as Mark, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '../compilation/compile-events.ts';
import { editorTheme } from './editor-theme.ts';

/** A text to be shown, which is read and not changed. */
export interface EditorContent {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly text: string;
  /** The number of its first line. */
  readonly firstLine: number;
  /** The line at which it begins to be read, by that numbering; marks as well. */
  readonly line: number;
  readonly marks: readonly Diagnostic[];
}

/**
 * Shows a text with marks at its lines, and puts the cursor on one of them. It stands in a shadow root: there CodeMirror
 * uses constructed style sheets, which the Content-Security-Policy allows, and not `<style>` elements. Tab leaves it.
 *
 * @returns what takes it away
 */
export function openEditor(stage: HTMLElement, content: EditorContent): () => void {
  const host = document.createElement('div');
  stage.replaceChildren(host);
  const root = host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: content.text,
      extensions: [
        lineNumbers({ formatNumber: (line) => String(line + content.firstLine - 1) }),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        search({ top: true }),
        // `readOnly` and yet focusable: a cursor is how lines are read by keyboard.
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': content.label,
          'aria-readonly': 'true',
          tabindex: '0',
        }),
        keymap.of([...searchKeymap, ...defaultKeymap, { key: 'F8', run: nextDiagnostic }]),
        editorTheme,
      ],
    }),
  });
  const { doc } = view.state;
  const lineOf = (line: number) => doc.line(Math.min(doc.lines, Math.max(1, line - content.firstLine + 1)));
  const isInside = ({ line }: Diagnostic) =>
    line >= content.firstLine && line < content.firstLine + doc.lines;
  const marks = content.marks.filter(isInside).map((mark): Mark => {
    const { from, to } = lineOf(mark.line);
    return { from, to, severity: mark.severity, message: mark.message };
  });
  view.dispatch(setDiagnostics(view.state, marks));
  const { from } = lineOf(content.line);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
  return () => {
    view.destroy();
    host.remove();
  };
}
