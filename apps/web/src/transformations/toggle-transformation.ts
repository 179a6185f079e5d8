import {
  type Transformation,
  type TransformationName,
  transformationCatalogue,
} from './transformation-catalogue.data.ts';

/** The choice after a switch was turned. */
export interface ToggledChoice {
  readonly chosen: readonly TransformationName[];
  /** What went off because it cannot be on together with what went on. */
  readonly turnedOff: TransformationName | undefined;
}

/** Turns one switch. The service takes one validator at most, so turning one on turns another off. */
export function toggleTransformation(
  chosen: readonly TransformationName[],
  name: TransformationName,
): ToggledChoice {
  if (chosen.includes(name))
    return { chosen: chosen.filter((other) => other !== name), turnedOff: undefined };
  const turnedOff = chosen.find((other) => isValidator(other) && isValidator(name));
  return { chosen: [...chosen.filter((other) => other !== turnedOff), name], turnedOff };
}

/** Whether a transformation drops what DNS blockers cannot use. */
export function isValidator(name: TransformationName): boolean {
  const found: Transformation | undefined = transformationCatalogue.find((entry) => entry.name === name);
  return found?.group === 'validator';
}
