/** Everything that the pages stand in: look, words, data, sign-in. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient } from './api/queries.ts';
import { nonce } from './nonce.ts';
import { router } from './router.tsx';
import { Gate } from './sign-in/gate.tsx';
import { theme, variables } from './theme.ts';
import { Speaking } from './words/say.tsx';

export const App = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={variables}
    defaultColorScheme="auto"
    getStyleNonce={() => nonce}
  >
    <Speaking>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" zIndex={500} />
        <Gate>
          <RouterProvider router={router} />
        </Gate>
      </QueryClientProvider>
    </Speaking>
  </MantineProvider>
);
