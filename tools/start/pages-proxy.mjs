// `npm run dev` passes requests for the API and for Clerk on to the Worker, so that for the browser all is of one origin.
const target = `http://localhost:${process.env.API_PORT ?? 8787}`;

export default { '/api': { target }, '/__clerk': { target } };
