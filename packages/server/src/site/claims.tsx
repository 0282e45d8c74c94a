/** Claims as a list: name, value, meaning. */
import type { JSX } from 'preact';
import { instantOf, meaningOf } from './claim-meanings.ts';

export function Claims({ claims }: { claims: Readonly<Record<string, unknown>> }): JSX.Element {
  return (
    <dl class="symbolon-claims">
      {Object.entries(claims).map(([name, value]) => (
        <div key={name} class="symbolon-claim">
          <dt>{name}</dt>
          <dd class="symbolon-claim__value">
            {inFull(value)}
            <Instant name={name} value={value} />
          </dd>
          <dd class="symbolon-claim__meaning" lang="en" dir="ltr">
            {meaningOf(name)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Instant({ name, value }: { name: string; value: unknown }): JSX.Element | null {
  const instant = instantOf(name, value);
  if (instant === undefined) return null;
  return <time dateTime={instant}>{instant.replace('T', ' ').replace('Z', ' UTC')}</time>;
}

/** The value as JSON, on one line where it is short. */
function inFull(value: unknown): string {
  if (typeof value === 'string') return value;
  const short = JSON.stringify(value) ?? 'undefined';
  return short.length <= 40 ? short : JSON.stringify(value, undefined, 2);
}
