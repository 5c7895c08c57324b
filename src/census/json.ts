import { shanghai } from '../model/index.ts';
import type { Census } from './gather.ts';

/** `xunjian.census/1` of INTERFACES, piece by piece: the findings of one account at a time are in memory. */
export function* censusJson(census: Census): Generator<string> {
  const { asOf, standard, register, summary, accounts, sites } = census;
  const { duplicates, inferred, contradictions, discovery } = census;
  const head = {
    schema: 'xunjian.census/1',
    asOf: shanghai(asOf),
    standard: { id: standard.id, version: standard.version },
    register: {
      units: register.units.size,
      sites: register.sites.size,
      accounts: register.accounts.size,
      records: register.records,
      skippedRows: register.errors,
      notices: register.notices,
      problems: register.problems,
    },
    summary,
    duplicates,
    inferred,
    contradictions,
    ...(discovery === null ? {} : { discovery }),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "accounts": [`;
  let comma = '';
  for (const account of accounts) {
    yield `${comma}\n    ${JSON.stringify(account).slice(0, -1)},${census.findingsJson(account.id).slice(1)}`;
    comma = ',';
  }
  yield '\n  ],\n  "sites": [';
  comma = '';
  for (const site of sites) {
    yield `${comma}\n    ${JSON.stringify(site)}`;
    comma = ',';
  }
  yield '\n  ]\n}\n';
}
