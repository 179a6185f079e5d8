// `npm run dev` passes requests for the API on to the Worker, so that for the browser both are of one origin.
export default { '/api': { target: `http://localhost:${process.env.API_PORT ?? 8787}` } };
