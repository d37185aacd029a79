export { noiseOfFiles } from "./file-noise.js";
