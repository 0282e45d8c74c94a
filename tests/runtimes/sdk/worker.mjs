/** The probe as a worker: settings in, the outcome back. */
import { probe } from './probe.mjs';

async function answer(request) {
  try {
    return Response.json(await probe(await request.json()));
  } catch (problem) {
    return Response.json({ problem: String(problem) }, { status: 500 });
  }
}

addEventListener('fetch', event => event.respondWith(answer(event.request)));
