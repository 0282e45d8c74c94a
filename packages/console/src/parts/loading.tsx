/** The shape of what comes. */
import { Skeleton, Stack } from '@mantine/core';

export const Loading = () => (
  <Stack gap="md" aria-busy="true" className="column">
    <Skeleton height={34} width={240} />
    <Skeleton height={20} width="60%" />
    <Skeleton height={240} radius={10} mt="md" />
  </Stack>
);
