/** What happened in each hour of the last day: done above the line of what was refused. */
import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useSay, useSpeech } from '../words/say.tsx';

interface Counted {
  readonly begins_at: number;
  readonly outcome: 'done' | 'refused';
  readonly count: number;
}

interface HourChartProps {
  readonly label: string;
  readonly hours: readonly Counted[];
  /** Of the row that it stands in. */
  readonly share: 'half' | 'whole';
}

const hour = 3600;
const hoursOfDay = 24;
/** About as broad as they are shown, so that their text is as large as other text. */
const widths = { half: 480, whole: 1010, narrow: 320 } as const;
const [height, foot] = [160, 24];

const sum = (counted: readonly Counted[]) => counted.reduce((total, { count }) => total + count, 0);

export function HourChart({ label, hours, share }: HourChartProps) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const width = widths[isNarrow ? 'narrow' : share];
  const say = useSay();
  const { language } = useSpeech();
  const done = hours.filter(({ outcome }) => outcome === 'done');
  const refused = hours.filter(({ outcome }) => outcome === 'refused');
  const summary =
    hours.length === 0
      ? say('overview.nothing')
      : say('overview.summary', { done: sum(done), refused: sum(refused) });
  const last = Math.max(Math.floor(Date.now() / 1000 / hour) * hour, ...hours.map(each => each.begins_at));
  const begins = Array.from({ length: hoursOfDay }, (_, index) => last - (hoursOfDay - 1 - index) * hour);
  const at = (counted: readonly Counted[], time: number) =>
    sum(counted.filter(each => each.begins_at === time));
  const most = Math.max(1, ...begins.map(time => at(done, time) + at(refused, time)));
  const slot = width / hoursOfDay;
  const scale = (height - foot - 8) / most;
  const clock = (time: number) =>
    new Date(time * 1000).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  return (
    <figure className="plot">
      <svg
        className="chart"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${label}: ${summary}`}
      >
        <line x1={0} x2={width} y1={height - foot} y2={height - foot} />
        {begins.map((time, index) => {
          const [good, bad] = [at(done, time) * scale, at(refused, time) * scale];
          const bar = { x: index * slot + 3, width: slot - 6, rx: 2 };
          return (
            <g key={time}>
              <title>{`${clock(time)}: ${say('overview.summary', { done: at(done, time), refused: at(refused, time) })}`}</title>
              <rect className="done" {...bar} y={height - foot - good} height={good} />
              <rect className="refused" {...bar} y={height - foot - good - bad} height={bad} />
              {index % 6 === 0 ? (
                <text x={index * slot + 3} y={height - 6}>
                  {clock(time)}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      <Text size="sm" c="dimmed" component="figcaption">
        {summary}
      </Text>
    </figure>
  );
}
