/** The console: what the page starts. */
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { callbackPath, handOverAnswer } from './playground/callback.ts';

const place = document.getElementById('root');
// An answer for the playground is none for the console: nothing of the console may read it.
if (location.pathname === callbackPath) handOverAnswer();
else if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
