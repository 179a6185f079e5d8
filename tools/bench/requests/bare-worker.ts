/** A Worker that only answers: what the platform takes for a request, whoever asks. */
export class RateWindow {}

export default { fetch: () => new Response('ok') };
