/** The plans of the suite that run the same modules: basic, implicit and hybrid, plain and by form post. */

export type ResponseType =
  | 'code'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token';

export interface Plan {
  readonly name: string;
  readonly responseType: ResponseType;
  readonly byFormPost: boolean;
  /** A response mode changes how an answer travels and nothing else: by form post one response type runs every module. */
  readonly modules: 'all' | 'oidcc-server';
}

const implicit: readonly ResponseType[] = ['id_token', 'id_token token'];
const hybrid: readonly ResponseType[] = ['code id_token', 'code token', 'code id_token token'];

/** For which response types a module is run. */
export const inPlans = {
  all: ['code', ...implicit, ...hybrid],
  basic: ['code'],
  /** One response type stands for the hybrid plan. */
  onceForHybrid: ['code', ...implicit, 'code id_token'],
  withCode: ['code', ...hybrid],
  basicAndOnceForHybrid: ['code', 'code id_token'],
  withoutFrontIdToken: ['code', 'code token'],
  withFrontIdToken: [...implicit, 'code id_token', 'code id_token token'],
} as const satisfies Readonly<Record<string, readonly ResponseType[]>>;

const families = [
  { name: 'basic', responseTypes: ['code'] },
  { name: 'implicit', responseTypes: implicit },
  { name: 'hybrid', responseTypes: hybrid },
] as const;

export const plans: readonly Plan[] = families.flatMap(({ name, responseTypes }) =>
  responseTypes.flatMap((responseType, index): readonly Plan[] => [
    { name: `oidcc-${name}-certification-test-plan`, responseType, byFormPost: false, modules: 'all' },
    {
      name: `oidcc-formpost-${name}-certification-test-plan`,
      responseType,
      byFormPost: true,
      modules: index === 0 ? 'all' : 'oidcc-server',
    },
  ]),
);
