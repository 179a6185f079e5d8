// Compares two lists beside the page: /workers/compare.js. It gets two blobs and answers with what differs.
import { compareLists, type ListPair } from '../result/compare-lists.ts';

addEventListener('message', async ({ data }: MessageEvent<ListPair>) => {
  const [before, after] = await Promise.all([data.before.text(), data.after.text()]);
  postMessage(compareLists(before, after));
});
