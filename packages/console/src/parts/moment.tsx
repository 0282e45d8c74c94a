/** A time as people say it, and exact on hover. */
import { Tooltip } from '@mantine/core';
import { useSpeech } from '../words/say.tsx';

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How long ago, or ahead; both in epoch seconds. */
function relative(at: number, now: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const left = at - now;
  const step = steps.find(({ seconds }) => Math.abs(left) >= seconds);
  return step ? format.format(Math.round(left / step.seconds), step.unit) : format.format(0, 'second');
}

export function Moment({ at }: { readonly at: number }) {
  const { language } = useSpeech();
  const locale = language === 'zh' ? 'zh-Hans' : 'en';
  const exact = new Date(at * 1000);
  return (
    <Tooltip label={exact.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'medium' })}>
      <time dateTime={exact.toISOString()}>{relative(at, Date.now() / 1000, locale)}</time>
    </Tooltip>
  );
}
