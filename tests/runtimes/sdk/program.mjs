/** The probe as a program: settings as its argument, the outcome as a line. */
import { probe } from './probe.mjs';

console.log(JSON.stringify(await probe(JSON.parse(process.argv[2]))));
