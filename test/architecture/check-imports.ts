import { posix } from 'node:path';
import type { Layer } from './architecture-page.ts';
import { isAt } from './place.ts';
import type { SourceFile } from './source-file.ts';

/** Imports that the table does not allow, and files that belong to no row. */
export function checkImports(files: readonly SourceFile[], layers: readonly Layer[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path, layers);
    if (layer === undefined) return [`${file.path} belongs to no row of the table`];
    return file.imports.flatMap((specifier) => {
      const target = targetOf(file.path, specifier);
      if (target === undefined) return [];
      const targetLayer = layerOf(target, layers);
      if (targetLayer !== undefined && isAllowed(file, layer, targetLayer, target)) return [];
      return [`${file.path} (${layer.name}) imports ${specifier} (${targetLayer?.name ?? 'no row'})`];
    });
  });
}

/** A test beside the code may import what lies in its own folder; beyond it, the table holds for it too. */
function isAllowed(file: SourceFile, layer: Layer, targetLayer: Layer, target: string): boolean {
  if (layer.mayImport.has(targetLayer.name)) return true;
  return file.path.endsWith('.test.ts') && (targetLayer === layer || target.includes('/test/'));
}

/** Files that import each other in a circle. */
export function checkCycles(files: readonly SourceFile[]): string[] {
  const known = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const follow = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) cycles.push([...trail.slice(start), path].join(' → '));
    if (start !== -1 || finished.has(path)) return;
    for (const specifier of known.get(path)?.imports ?? []) {
      const target = targetOf(path, specifier);
      if (target !== undefined) follow(target, [...trail, path]);
    }
    finished.add(path);
  };
  for (const { path } of files) follow(path, []);
  return cycles;
}

/** The file of ours that an import means; undefined for other packages. */
function targetOf(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(importer), specifier);
  const [, member, subpath] = /^@bloqr\/([a-z-]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (member === undefined) return undefined;
  const folder = member === 'worker' || member === 'web' ? 'apps' : 'packages';
  return `${folder}/${member}/src/${subpath === undefined ? '' : `${subpath}/`}index.ts`;
}

function layerOf(path: string, layers: readonly Layer[]): Layer | undefined {
  let nearest: { readonly layer: Layer; readonly place: string } | undefined;
  for (const layer of layers) {
    for (const place of layer.places) {
      if (isAt(path, place) && place.length > (nearest?.place.length ?? 0)) nearest = { layer, place };
    }
  }
  return nearest?.layer;
}
