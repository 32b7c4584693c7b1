// Where the sources run there is no built page: this makes one. Packages have the page, and no trace of this.
export { bundleStudio } from '@xylopipe/tool-bundle/studio';
