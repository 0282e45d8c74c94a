/** A provider that nobody here wrote, as npm delivers it. */
export { Provider } from 'oidc-provider';
