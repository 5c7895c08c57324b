import type { DetectorName } from '../pack/schema.ts';
import { adverbMarks } from './adverb.ts';
import { contradictoryChanges, impossibleShares, wrongPercentages } from './changes.ts';
import { forcedLikes } from './coercion.ts';
import { impossibleDates, reversedPeriods, wrongWeekdays } from './dates.ts';
import { divisionPaths } from './divisions.ts';
import { documentNumbers } from './document-number.ts';
import { nearNames } from './near-names.ts';
import { bankCards, homeAddresses, mobiles, passports, residentIds } from './privacy.ts';
import { impossibleTimes, quantityUnits } from './quantities.ts';
import { disclosureOptions, secrecyMarks } from './secrecy.ts';
import { sumsOfParts } from './sums.ts';
import type { Detector, Params } from './types.ts';
import type { Watch } from './watch.ts';

export type { Detected, Detector, Params } from './types.ts';
export { createWatch } from './watch.ts';

const MAKERS: Readonly<Record<DetectorName, (params: Params, watch: Watch) => Detector>> = {
  'resident-id': residentIds,
  mobile: mobiles,
  'bank-card': bankCards,
  passport: passports,
  'home-address': homeAddresses,
  'secrecy-mark': secrecyMarks,
  'disclosure-option': disclosureOptions,
  'forced-likes': forcedLikes,
  'impossible-date': impossibleDates,
  'wrong-weekday': wrongWeekdays,
  'reversed-period': reversedPeriods,
  'document-number': documentNumbers,
  'quantity-unit': quantityUnits,
  'wrong-percentage': wrongPercentages,
  'impossible-share': impossibleShares,
  'contradictory-change': contradictoryChanges,
  'impossible-time': impossibleTimes,
  'sum-of-parts': sumsOfParts,
  'adverb-mark': adverbMarks,
  'near-name': nearNames,
  'division-path': divisionPaths,
};

/** `watch`: what gives the looks that the detector is called with. */
export function detectorOf(name: DetectorName, params: Params, watch: Watch): Detector {
  return MAKERS[name](params, watch);
}
