export { bundleStudio } from './bundle-studio.js';
export { studioExamples } from './examples.js';
