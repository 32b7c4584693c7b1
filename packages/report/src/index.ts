export type {
  NeuronColumn,
  NeuronTable,
  ReportIssue,
  ReportModel,
  ReportResource,
  ReportSearch,
  ReportStage,
} from './report-model.js';
