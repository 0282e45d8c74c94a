/** Runs a command line in a test, and keeps what it said and asked for. */
import { createSystemRandom } from '@symbolon/foundation';
import type { AdministrationPlace } from '../control/administration.ts';
import type { Desk } from '../control/desk.ts';
import { runCommandLine } from './index.ts';
import type { StartOptions } from './start-options.ts';

interface Surroundings {
  /** Of the start, or of finding the deployment. */
  readonly failure?: Error;
  /** Of the admin API. */
  readonly operate?: Desk;
}

export const createRunner =
  (workingFolder: string) =>
  async ({ failure, operate = nothingThere }: Surroundings, ...words: string[]) => {
    const printed: string[] = [];
    const complaints: string[] = [];
    const started: StartOptions[] = [];
    const asked: { places: AdministrationPlace[]; errands: string[]; bodies: unknown[]; closed: number } = {
      places: [],
      errands: [],
      bodies: [],
      closed: 0,
    };
    const exitCode = await runCommandLine(words, {
      environment: {},
      workingFolder,
      random: createSystemRandom(),
      print: line => void printed.push(line),
      complain: line => void complaints.push(line),
      start: async options => {
        if (failure !== undefined) throw failure;
        started.push(options);
      },
      clock: () => 0,
      runtime: '24.0.0',
      progress: () => {},
      administer: async place => {
        if (failure !== undefined) throw failure;
        asked.places.push(place);
        return {
          operate: errand => {
            asked.errands.push(`${errand.method} ${errand.path}`);
            if (errand.body !== undefined) asked.bodies.push(JSON.parse(errand.body));
            return operate(errand);
          },
          close: async () => void asked.closed++,
        };
      },
      backUp: async () => {},
      restore: async () => undefined,
    });
    return { exitCode, printed: printed.join('\n'), complaints: complaints.join('\n'), started, asked };
  };

const nothingThere: Desk = async () => ({ status: 404, body: '' });
