/** What somebody put into a form, by the names of its fields. */
export type FormFields = Readonly<Record<string, string>>;

/** Reads the form that is being sent, and keeps the browser from sending it. Files are left out. */
export function readForm(event: Event): FormFields {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return {};
  const entries = [...new FormData(event.target)];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Leads to the first field with an error. */
export function focusFirstError(event: Event, errors: Readonly<Record<string, string>>): void {
  if (!(event.target instanceof HTMLFormElement)) return;
  const first = [...event.target.elements].find(
    (element) => element instanceof HTMLInputElement && errors[element.name] !== undefined,
  );
  if (first instanceof HTMLElement) first.focus();
}
