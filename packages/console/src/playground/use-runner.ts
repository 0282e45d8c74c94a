/** The steps of the last run and of what followed it, forgotten with the page. */
import { notifications } from '@mantine/notifications';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ClientAuthentication } from './client-authentication.ts';
import { discover, type Endpoints } from './request.ts';
import type { RunContext, Step } from './step.ts';

type Task = (context: RunContext) => Promise<unknown>;

export interface Runner {
  readonly steps: readonly Step[];
  readonly endpoints: Endpoints | undefined;
  readonly isRunning: boolean;
  /** Shows the steps of the task behind these. */
  readonly begin: (
    task: Task,
    authentication: ClientAuthentication,
    before?: readonly Step[],
  ) => Promise<void>;
  readonly cancel: () => void;
}

interface First {
  readonly task: Task;
  readonly authentication: ClientAuthentication;
}

/** `first`: begun with the page. */
export function useRunner(issuer: string, first?: First): Runner {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [endpoints, setEndpoints] = useState<Endpoints>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(null);
  const begin: Runner['begin'] = async (task, authentication, before = []) => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const show = (next: readonly Step[]) => {
      if (!signal.aborted) setSteps([...before, ...next]);
    };
    setSteps(before);
    setRunning(true);
    try {
      const found = await discover(issuer);
      setEndpoints(found);
      await task({ endpoints: found, authentication, signal, show });
    } catch (error) {
      if (!signal.aborted)
        notifications.show({ color: 'red', message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (running.current === controller) setRunning(false);
    }
  };
  const cancel = () => running.current?.abort();
  const beginFirst = useEffectEvent(() => first && void begin(first.task, first.authentication));
  useEffect(() => {
    beginFirst();
    return () => running.current?.abort();
  }, []);
  return { steps, endpoints, isRunning, begin, cancel };
}
