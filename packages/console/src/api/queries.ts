/** Reading and changing through the admin API, for components. */
import { notifications } from '@mantine/notifications';
import {
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useSay } from '../words/say.tsx';
import { call, callPage, type Key, type Listing, type Reply, type Sent } from './call.ts';
import { Problem } from './problem.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => !(error instanceof Problem) && count < 2,
    },
  },
});

export const useRead = <K extends Key>(key: K, sent: Sent<K>, enabled = true) =>
  useQuery<Reply<K>>({ queryKey: [key, sent], queryFn: () => call(key, sent), enabled });

/** Waits in the nearest `Suspense`. */
export const useReadNow = <K extends Key>(key: K, sent: Sent<K>): Reply<K> =>
  useSuspenseQuery<Reply<K>>({ queryKey: [key, sent], queryFn: () => call(key, sent) }).data;

/** A list, page after page. */
export function usePages<K extends Listing>(key: K, sent: Sent<K>) {
  const query = useInfiniteQuery({
    queryKey: [key, 'pages', sent],
    queryFn: ({ pageParam }) => callPage(key, sent, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  return { ...query, items: query.data?.pages.flatMap(({ items }) => items) };
}

interface ChangeOptions<K extends Key> {
  /** Said once it is done. */
  readonly done?: string;
  readonly onDone?: (reply: Reply<K>) => unknown;
  /** Where refusals of members are shown beside their fields. */
  readonly showsMembers?: true;
}

/** Afterwards everything that is shown is read again. */
export function useChange<K extends Key>(key: K, { done, onDone, showsMembers }: ChangeOptions<K> = {}) {
  const cache = useQueryClient();
  const say = useSay();
  const closeButtonProps = { 'aria-label': say('form.close') };
  return useMutation<Reply<K>, Error, Sent<K>>({
    mutationFn: sent => call(key, sent),
    onSuccess: async reply => {
      // Whoever leaves the page of what is gone does so before it is read again.
      await onDone?.(reply);
      if (done !== undefined) notifications.show({ message: done, closeButtonProps });
      await cache.invalidateQueries();
    },
    onError: error => {
      if (showsMembers && error instanceof Problem && error.errors.length > 0) return;
      const isStale = error instanceof Problem && error.isStale;
      if (isStale) void cache.invalidateQueries();
      notifications.show({
        color: 'red',
        title: isStale ? say('problem.stale') : say('problem.title'),
        message: isStale ? say('problem.staleHelp') : error.message,
        autoClose: 12_000,
        closeButtonProps,
      });
    },
  });
}
