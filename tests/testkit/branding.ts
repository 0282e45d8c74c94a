/** A logo that tries to be more than a picture. */
export const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 24"><rect width="120" height="24" rx="4" fill="#6a1b9a"/><script>fetch("/nowhere")</script></svg>';
export const logo = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
