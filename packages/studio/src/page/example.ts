/** Something to begin with: texts of files, and the chip that they are for. */
export interface Example {
  readonly title: string;
  readonly chipId: string;
  readonly network: TextFile;
  readonly raster: TextFile;
  /** Whose data it is, where its licence asks for that. */
  readonly attribution?: string | undefined;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}
