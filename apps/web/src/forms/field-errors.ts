/** What is wrong with the fields of a form, a sentence each, by their names. */
export type FieldErrors = Readonly<Record<string, string>>;
