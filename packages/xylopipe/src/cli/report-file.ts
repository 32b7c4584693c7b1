import type { ReportModel } from '@xylopipe/report';

/** A report as a file; what draws it is loaded only now. */
export async function reportFile(model: ReportModel): Promise<string> {
  const { renderReport } = await import('@xylopipe/report');
  return renderReport(model);
}
