/** Whether a file is at a place: a folder (`src/`), a file, or an ending (`*-d1.ts`). */
export function isAt(path: string, place: string): boolean {
  if (place.startsWith('*')) return path.endsWith(place.slice(1));
  return place.endsWith('/') ? path.startsWith(place) : path === place;
}
