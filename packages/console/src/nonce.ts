/** What style elements of this page must name; the browser hides it from the markup. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// What locks the scrolling behind a dialog writes a style element and looks for its nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce });
