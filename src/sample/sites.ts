import type { Context } from './entries.ts';
import { buildBureau } from './site/bureau.ts';
import { buildDepartment } from './site/department.ts';
import { buildFlaky } from './site/flaky.ts';
import { buildPortal } from './site/portal.ts';
import { buildResearch } from './site/research.ts';
import { buildScriptOnly } from './site/script-only.ts';
import { buildParked, buildTownship } from './site/township.ts';
import type { SiteDefinition } from './types.ts';

/** Every site of the county, in the order they are served and shown. */
export function buildSites(context: Context): SiteDefinition[] {
  return [
    buildPortal(context),
    buildBureau(context),
    buildTownship(context),
    buildDepartment(context),
    buildFlaky(context),
    buildScriptOnly(context),
    buildResearch(context),
    buildParked(),
  ];
}
