/** A value that an engineer wants whole: in monospace, copied by one click. */
import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useSay } from '../words/say.tsx';

export function Copyable({ value, label }: { readonly value: string; readonly label?: string }) {
  const say = useSay();
  return (
    <span className="copyable">
      <code title={value}>{value}</code>
      <CopyButton value={value} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? say('copy.done') : say('copy.copy')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              onClick={copy}
              aria-label={copied ? say('copy.done') : say('copy.value', { what: label ?? value })}
            >
              {copied ? <Check size={14} /> : <Copy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
