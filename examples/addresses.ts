/** Where everything of the examples is. A shift of all ports lets them run beside themselves, as tests do. */

const shift = Number(process.env['EXAMPLES_PORT_SHIFT'] ?? 0);

export const portOf = (port: number): number => port + shift;
export const at = (port: number): string => `http://localhost:${portOf(port)}`;

/** The configuration names ports as they are without a shift. */
export const shifted = (configuration: string): string =>
  configuration.replace(/(?<=http:\/\/localhost:)\d+/g, port => String(portOf(Number(port))));

export const provider = at(3000);
export const protectedApi = at(5000);
