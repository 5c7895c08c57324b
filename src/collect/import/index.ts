/** Room `collect/import`: register folders (名录) in CSV, XLSX and JSONL → rows, and back. */
export { decodeText, linesOf } from './bytes.ts';
export { countCell, dateOf, dayCell } from './cells.ts';
export { parseCsv } from './csv.ts';
export { BadRowsError, Problems, type RowProblem, showRowProblem } from './problems.ts';
export { type ReadRegisterOptions, type Register, type RegisterTables, readRegister } from './read.ts';
export { type RecordSink, type RecordsRead, readFound, readRecords, sizeOfRecords } from './records.ts';
export { type Share, shareOf, subjectsOf } from './share.ts';
export { cellText } from './sheets.ts';
export { type RegisterWords, readRegisterWords } from './words.ts';
export { writeRegister } from './write.ts';
