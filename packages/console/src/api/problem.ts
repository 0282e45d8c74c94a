/** A refusal of the admin API — RFC 9457. */

export interface MemberProblem {
  readonly member: string;
  readonly message: string;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly rule: string | undefined;
  readonly correlationId: string | undefined;
  readonly errors: readonly MemberProblem[];

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(textOf(body['detail']) ?? `HTTP ${status}`);
    this.status = status;
    this.title = textOf(body['title']) ?? '';
    this.rule = textOf(body['type']);
    this.correlationId = textOf(body['correlation_id']);
    const { errors } = body;
    this.errors = Array.isArray(errors) ? errors.filter(isMemberProblem) : [];
  }

  /** Somebody else was faster. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isMemberProblem = (value: unknown): value is MemberProblem =>
  typeof value === 'object' && value !== null && 'member' in value && 'message' in value;
