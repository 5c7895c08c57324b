/** Room `migrate` (内容迁移与归档): the content of one account as open files, and what its successor carries of it. */
export type { Carried } from './compare.ts';
export { type ExportOptions, exportAccount, type Manifest } from './export.ts';
