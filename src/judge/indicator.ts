import type { z } from 'zod';
import type {
  AccountFacts,
  AccountSectionName,
  AccountSectionValue,
  Bilingual,
  Evidence,
  FindingState,
  SectionName,
  SectionValue,
  SiteFacts,
} from '../model/index.ts';

/**
 * An outcome (情形) that an indicator may come to. `fail` outcomes accuse; whether a machine may do that alone is said by the
 * standard (`automation`), not here. Every outcome but a pass carries advice: what to do about it.
 */
export type OutcomeSpec = {
  readonly says: Bilingual;
  /**
   * Only a person can come to this outcome (a wrong name, a question that got no answer): it enters by `--answers`, `check`
   * never returns it.
   */
  readonly by?: 'person';
  /**
   * The outcome says that something did not happen up to the instant that is judged (not updated, not answered). Facts that
   * were collected before it cannot prove that; the runner then makes the finding inconclusive.
   */
  readonly silence?: true;
} & (
  | { readonly state: 'pass' | 'notApplicable' }
  | { readonly state: 'fail' | 'suspected' | 'inconclusive'; readonly advice: Bilingual }
);

/** What fills a `{name}`: a number or name as it is, or words in both languages. */
export type Value = string | number | Bilingual;

/** What one check came to. An indicator may come to several outcomes at once (dead links on the home page and elsewhere). */
export interface Result<O extends string> {
  readonly outcome: O;
  /** How often, where points are per piece; 1 if absent. */
  readonly count?: number;
  /** Parts one matter from another of the same outcome (a leader's name, a URL), so that each can be dismissed alone. */
  readonly key?: string;
  /**
   * Locators (URLs) of what is counted, where another indicator may count the same: an entry that `yields` in the standard leaves
   * out what is already deducted elsewhere (ENG-11). Where given, there are `count` of them.
   */
  readonly pieces?: readonly string[];
  /** Fills `{name}` in `says`. */
  readonly values?: Readonly<Record<string, Value>>;
  readonly evidence: readonly Evidence[];
}

/** What is the same for every check of one run. Time comes in from outside; nothing here reads a clock. */
export interface CheckContext {
  /** The instant that is judged (milliseconds). */
  readonly asOf: number;
  readonly subject: SiteFacts['subject'];
  readonly coverage: SiteFacts['coverage'];
  /** A section that the indicator named in `also`; null where it could not be collected. */
  readonly also?: <K extends SectionName>(name: K) => SectionValue<K> | null;
}

/** The same for checks of accounts: no crawl stands behind them, each section says itself what was collected. */
export interface AccountContext {
  /** The instant that is judged (milliseconds). */
  readonly asOf: number;
  readonly subject: AccountFacts['subject'];
}

/** Stable reference to the document and clause that an indicator implements. */
export interface Basis {
  readonly document: string;
  readonly clause: string;
}

export interface Indicator<
  N extends readonly SectionName[] = readonly SectionName[],
  P extends z.ZodType = z.ZodType,
  O extends string = string,
> {
  /** `site.home-stale`: kind of subject, dot, name. */
  readonly id: string;
  readonly title: Bilingual;
  /** What is looked at and how, for the documentation page: a few sentences. */
  readonly explain: Bilingual;
  readonly basis: readonly Basis[];
  readonly subject: 'site';
  /** Sections the check reads; the runner passes these and no others, and answers `inconclusive` itself if one is unavailable. */
  readonly needs: N;
  /** Further sections that help where they are there (`context.also`), and whose absence prevents nothing. */
  readonly also?: readonly SectionName[];
  /** Numbers that the standard sets. Plain numbers, strings and booleans; the standard holds each number's provenance. */
  readonly params: P;
  readonly outcomes: Readonly<Record<O, OutcomeSpec>>;
  /**
   * What a person has to decide or look up, where a machine cannot do it alone; shown with the evidence, answered by
   * `--answers`. Absent = a machine can decide.
   */
  readonly question?: Bilingual;
  check(
    facts: { readonly [K in N[number]]: SectionValue<K> },
    params: z.output<P>,
    context: CheckContext,
  ): readonly Result<O>[];
}

/** An indicator of accounts (政务新媒体); all but its facts is as for sites. */
export interface AccountIndicator<
  N extends readonly AccountSectionName[] = readonly AccountSectionName[],
  P extends z.ZodType = z.ZodType,
  O extends string = string,
> extends Omit<Indicator<readonly SectionName[], P, O>, 'subject' | 'needs' | 'also' | 'check'> {
  readonly subject: 'account';
  readonly needs: N;
  check(
    facts: { readonly [K in N[number]]: AccountSectionValue<K> },
    params: z.output<P>,
    context: AccountContext,
  ): readonly Result<O>[];
}

/** What facts and standards may be about. */
export type Facts = SiteFacts | AccountFacts;
export type SubjectKind = Facts['subject']['kind'];

/**
 * An indicator as the runner holds it: its own types are erased, so `check` takes what the runner has validated (sections by
 * `needs`, params by `params`, the context of its kind of subject).
 */
export interface AnyIndicator extends Omit<Indicator, 'subject' | 'needs' | 'also' | 'check' | 'outcomes'> {
  readonly subject: SubjectKind;
  readonly needs: readonly string[];
  readonly also?: readonly string[];
  readonly outcomes: Readonly<Record<string, OutcomeSpec>>;
  check(facts: unknown, params: unknown, context: CheckContext | AccountContext): readonly Result<string>[];
}

/**
 * Declares an indicator. The types tie `check` to the sections it named, the params it declared and the outcomes it may return.
 */
export function defineIndicator<
  const N extends readonly SectionName[],
  P extends z.ZodType,
  const O extends Record<string, OutcomeSpec>,
>(
  spec: Omit<Indicator<N, P, Extract<keyof O, string>>, 'outcomes' | 'check'> & {
    readonly outcomes: O;
    check(
      facts: { readonly [K in N[number]]: SectionValue<K> },
      params: z.output<P>,
      context: CheckContext,
    ): readonly Result<Extract<keyof O, string>>[];
  },
): AnyIndicator {
  return {
    ...spec,
    check: (facts, params, context) => {
      if (!('coverage' in context)) throw new Error(`${spec.id} is about sites`);
      return spec.check(
        facts as { readonly [K in N[number]]: SectionValue<K> },
        spec.params.parse(params) as z.output<P>,
        context,
      );
    },
  };
}

/** Declares an indicator of accounts, with the same ties. */
export function defineAccountIndicator<
  const N extends readonly AccountSectionName[],
  P extends z.ZodType,
  const O extends Record<string, OutcomeSpec>,
>(
  spec: Omit<AccountIndicator<N, P, Extract<keyof O, string>>, 'outcomes' | 'check'> & {
    readonly outcomes: O;
    check(
      facts: { readonly [K in N[number]]: AccountSectionValue<K> },
      params: z.output<P>,
      context: AccountContext,
    ): readonly Result<Extract<keyof O, string>>[];
  },
): AnyIndicator {
  return {
    ...spec,
    check: (facts, params, context) => {
      if ('coverage' in context) throw new Error(`${spec.id} is about accounts`);
      return spec.check(
        facts as { readonly [K in N[number]]: AccountSectionValue<K> },
        spec.params.parse(params) as z.output<P>,
        context,
      );
    },
  };
}

/** States in which a matter is still open: the score is a range until a person settles it or it is collected. */
export const OPEN_STATES: readonly FindingState[] = ['suspected', 'inconclusive'];
