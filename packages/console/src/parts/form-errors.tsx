/** What is wrong with a form as a whole. */
import { Alert, List } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useSay } from '../words/say.tsx';

export function FormErrors({ errors }: { readonly errors: readonly string[] }) {
  const say = useSay();
  if (errors.length === 0) return null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<CircleAlert size={18} />}
      title={say('form.refused')}
      role="alert"
    >
      <List size="sm">
        {errors.map(error => (
          <List.Item key={error}>{error}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
