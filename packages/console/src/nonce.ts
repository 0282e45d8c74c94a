/** What style elements of this page must name; the browser hides it from the markup. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
