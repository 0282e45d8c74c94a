/** What the pages in the browser show: values by name, JWTs decoded; and the requests that the SDK sends. */

const output = document.querySelector('#output');

/** @param {string} name @param {unknown} value */
export function show(name, value) {
  if (value === undefined) return;
  const decoded = typeof value === 'string' ? decode(value) : undefined;
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = decoded === undefined ? name : `${name}, decoded`;
  const text = document.createElement('pre');
  text.dataset.value = name;
  text.textContent = decoded ?? (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  section.append(title, text);
  output?.append(section);
}

/** @param {Record<string, unknown>} values */
export function showAll(values) {
  for (const [name, value] of Object.entries(values)) show(name, value);
}

/** @param {unknown} problem */
export function showProblem(problem) {
  const line = document.createElement('p');
  line.className = 'problem';
  line.setAttribute('role', 'alert');
  line.textContent = String(problem);
  output?.before(line);
}

/** @param {string} label @param {() => Promise<unknown>} act */
export function addButton(label, act) {
  const button = document.createElement('button');
  button.className = 'button';
  button.textContent = label;
  button.addEventListener('click', () => {
    output?.replaceChildren();
    act().catch(showProblem);
  });
  document.querySelector('.actions')?.append(button);
}

/** Hand it to the SDK in place of the global one: what goes over the wire appears on the page. */
export async function shownFetch(input, init = {}) {
  const response = await fetch(input, init);
  const url = String(input instanceof Request ? input.url : input);
  if (url.includes('/.well-known/')) return response;
  const fields = typeof init.body === 'string' ? `\n\n${init.body.replaceAll('&', '\n&')}` : '';
  show('Request', `${init.method ?? 'GET'} ${url}${fields}`);
  show('Response', `${response.status} ${response.statusText}\n\n${pretty(await response.clone().text())}`);
  return response;
}

/** @param {string} text */
const pretty = text => (text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text);

/** @param {string} token */
function decode(token) {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const [header, payload] = parts.slice(0, 2).map(part => JSON.parse(textOf(part)));
    return JSON.stringify({ header, payload }, null, 2);
  } catch {
    return undefined;
  }
}

/** @param {string} part */
const textOf = part =>
  new TextDecoder().decode(
    Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), character =>
      character.charCodeAt(0),
    ),
  );
