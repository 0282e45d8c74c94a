/** The bench's side of a load process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadCommand, LoadReport } from './load-commands.ts';

const program = fileURLToPath(new URL('load.ts', import.meta.url));
export const loadCore = '1';

export class LoadProcess {
  readonly #child: ChildProcess;
  readonly #title: string;
  #flow = '';

  /** `deployment`: the file that says who there is, where it is more than the callers. */
  constructor(title: string, issuer: string, deployment?: string) {
    this.#title = title;
    const words = ['-c', loadCore, process.execPath, '--import', import.meta.resolve('tsx'), program, issuer];
    if (deployment !== undefined) words.push(deployment);
    this.#child = spawn('taskset', words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  async prepare(flow: string): Promise<void> {
    this.#flow = flow;
    await this.#tell({ kind: 'prepare', flow });
  }

  /** Milliseconds of each pass. */
  async run(seconds: number): Promise<readonly number[]> {
    const report = await this.#tell({ kind: 'run', seconds });
    if (report.kind !== 'passed') throw new Error(`the load on ${this.#title} answered ${report.kind}`);
    return report.latencies;
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #tell(command: LoadCommand): Promise<LoadReport> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`the load on ${this.#title} ended with ${code}`));
      this.#child.once('exit', ended);
      this.#child.once('message', (report: LoadReport) => {
        this.#child.off('exit', ended);
        if (report.kind === 'failed') reject(new Error(`${this.#flow} at ${this.#title}: ${report.reason}`));
        else resolve(report);
      });
      this.#child.send(command);
    });
  }
}
