/** How long an invitation to the pool waits. */
import { NumberInput } from '@mantine/core';
import { FileNotice } from '../parts/managed-by.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { SettingsFieldProps } from './settings-page.tsx';

/** Seconds: what applies where nothing is said, and what a pool may say. */
const week = 604_800;
const shortest = 60;
const longest = 7_776_000;

export function InvitationField({ draft, onChange, isDisabled, isDeclared }: SettingsFieldProps) {
  const say = useSay();
  const { invitation_lifetime: lifetime = '', ...others } = draft;
  return (
    <Section title={say('settings.invitations')} help={say('settings.invitationsHelp')}>
      {isDeclared ? <FileNotice /> : null}
      <NumberInput
        label={say('settings.invitationLifetime')}
        description={say('settings.invitationLifetimeHelp')}
        placeholder={String(week)}
        suffix=" s"
        min={shortest}
        max={longest}
        allowDecimal={false}
        hideControls
        maw={240}
        value={lifetime}
        disabled={isDisabled}
        onChange={value =>
          onChange(typeof value === 'number' ? { ...others, invitation_lifetime: value } : others)
        }
      />
    </Section>
  );
}
