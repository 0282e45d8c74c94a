/** `symbolon doctor`: looks for what is wrong, or could be better; fails where something is wrong. */

import type { AdministrationPlace } from '../control/administration.ts';
import { bad, type Finding } from '../doctor/finding.ts';
import { checkMachine } from '../doctor/machine-check.ts';
import { checkConfiguration, checkServer } from '../doctor/server-check.ts';
import type { Command, CommandEdges } from './edges.ts';
import { placeOf } from './place.ts';

const signs = { good: 'ok    ', better: 'better', bad: 'BAD   ' } as const satisfies Record<
  Finding['kind'],
  string
>;

export const doctor: Command = async (values, edges) => {
  const place = placeOf(values, edges);
  if (!place) return 1;
  const findings = [
    ...checkConfiguration(place.configuration),
    ...checkMachine(place, edges.runtime),
    ...(await checkDeployment(place, edges)),
  ];
  for (const { kind, about, says } of findings) edges.print(`${signs[kind]}  ${about}: ${says}`);
  return findings.some(({ kind }) => kind === 'bad') ? 1 : 0;
};

async function checkDeployment(place: AdministrationPlace, edges: CommandEdges): Promise<readonly Finding[]> {
  try {
    const administration = await edges.administer(place);
    try {
      return await checkServer(administration, edges.clock());
    } finally {
      await administration.close();
    }
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('Cannot'))) throw error;
    return [bad('server', error.message)];
  }
}
