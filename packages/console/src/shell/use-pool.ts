/** The pool that the address names. */
import { useParams } from '@tanstack/react-router';

/** What stands above all pools shows the default one beside it. */
export const usePool = (): string => useParams({ strict: false }).pool ?? 'default';
