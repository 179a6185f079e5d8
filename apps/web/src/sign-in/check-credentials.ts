import type { FieldErrors } from '../forms/field-errors.ts';
import type { FormFields } from '../forms/read-form.ts';

const passwordLengthMin = 8;
const passwordLengthMax = 128;

/** Looks at a form before it is sent; only at what can be told without the service. */
export function checkCredentials(fields: FormFields, isPasswordFresh: boolean): FieldErrors {
  const email = fields.email?.trim();
  return {
    ...(email !== undefined &&
      !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && {
        email: email === '' ? 'Put in your address of e-mail.' : 'This is no address of e-mail.',
      }),
    ...(fields.password !== undefined && checkPassword('password', fields.password, isPasswordFresh)),
  };
}

/** @param isFresh whether it is to be set, and not only to be compared */
export function checkPassword(name: string, password: string, isFresh: boolean): FieldErrors {
  if (password === '') return { [name]: isFresh ? 'Choose a password.' : 'Put in your password.' };
  if (!isFresh) return {};
  if (password.length < passwordLengthMin)
    return { [name]: `It needs ${passwordLengthMin} characters at least; these are ${password.length}.` };
  if (password.length > passwordLengthMax)
    return { [name]: `It may have ${passwordLengthMax} characters at most; these are ${password.length}.` };
  return {};
}
