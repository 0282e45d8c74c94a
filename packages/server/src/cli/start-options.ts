/** What the command line hands to the server. */
import type { Configuration } from '../config/configuration.ts';

export interface StartOptions {
  readonly configuration: Configuration;
  /** Absolute: where the master key lies, and the database unless the configuration names another place. */
  readonly dataFolder: string;
  /** The user to print, where the server runs without a configuration file. */
  readonly demoUser:
    | { readonly username: string; readonly email: string; readonly password: string }
    | undefined;
}
