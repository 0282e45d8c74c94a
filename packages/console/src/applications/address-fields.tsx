/** Where an application is redirected to: after sign-in and after sign-out. */
import { LinesField } from '../parts/lines-field.tsx';
import type { ErrorOf } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';
import { type Draft, withMember } from './application.ts';
import { obstacleIn } from './redirect-uri.ts';

interface AddressFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly errorOf: ErrorOf;
  readonly isDisabled?: boolean;
}

const members = ['redirect_uris', 'post_logout_redirect_uris'] as const;

export function AddressFields({ draft, onChange, errorOf, isDisabled = false }: AddressFieldsProps) {
  const say = useSay();
  const judge = (uri: string) => {
    const obstacle = obstacleIn(uri, draft.application_type ?? 'web');
    return obstacle === undefined ? undefined : say(obstacle);
  };
  return members.map(member => (
    <LinesField
      key={member}
      label={say(`app.${member}`)}
      help={say(`app.${member}Help`)}
      placeholder="https://app.example.com/callback"
      lines={draft[member] ?? []}
      onChange={lines => onChange(withMember(draft, member, lines))}
      judge={judge}
      errorAt={index => errorOf(`${member}[${index}]`) ?? (index === 0 ? errorOf(member) : undefined)}
      isDisabled={isDisabled}
    />
  ));
}

/** Lines that were left empty are no addresses. */
export function withoutEmptyLines(draft: Draft): Draft {
  return members.reduce(
    (cleaned, member) =>
      withMember(
        cleaned,
        member,
        cleaned[member]?.map(line => line.trim()).filter(line => line !== ''),
      ),
    draft,
  );
}
