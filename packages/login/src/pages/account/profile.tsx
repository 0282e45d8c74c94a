/** Who an end-user says that they are — OIDC Core §5.1. */
import type { JSX } from 'preact';
import { TextField } from '../elements/field.tsx';
import { Button, Form } from '../elements/form.tsx';
import { Notice } from '../elements/notice.tsx';
import { profileFields, type SectionProperties } from './view.ts';

const autocomplete = {
  name: 'name',
  given_name: 'given-name',
  family_name: 'family-name',
  nickname: 'nickname',
} as const;

export function ProfileSection({ view, say }: SectionProperties): JSX.Element {
  const { base, ticket, profile, isManaged } = view;
  return (
    <section class="symbolon-section" aria-labelledby="profile">
      <h2 id="profile">{say('account.profile')}</h2>
      {isManaged ? (
        <Notice tone="information">{say('account.managed')}</Notice>
      ) : (
        <div class="symbolon-card">
          <Form action={`${base}/profile`} ticket={ticket}>
            <div class="symbolon-pair symbolon-pair--two">
              {profileFields.map(field => (
                <TextField
                  key={field}
                  id={field}
                  type="text"
                  need="optional"
                  label={say(`account.${field}`)}
                  autocomplete={autocomplete[field]}
                  value={profile[field]}
                  focus={false}
                />
              ))}
            </div>
            <div class="symbolon-actions--row">
              <Button id="save" rank="primary">
                {say('account.save')}
              </Button>
            </div>
          </Form>
        </div>
      )}
    </section>
  );
}
