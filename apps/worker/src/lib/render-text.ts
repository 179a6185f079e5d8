import { escapeHtml } from './escape-html.ts';

/** Text as HTML; words between backticks are code. */
export function renderText(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
