import type { AnyIndicator } from '../indicator.ts';
import appUnusable from './account.app-unusable/index.ts';
import accountClosure from './account.closure/index.ts';
import falseFigures from './account.false-figures/index.ts';
import accountFiling from './account.filing/index.ts';
import accountHarmfulContent from './account.harmful-content/index.ts';
import accountInteraction from './account.interaction/index.ts';
import accountMisstatement from './account.misstatement/index.ts';
import noUpdates from './account.no-updates/index.ts';
import accountOffDuty from './account.off-duty/index.ts';
import accountOnePerPlatform from './account.one-per-platform/index.ts';
import accountPostLinks from './account.post-links/index.ts';
import accountPostQuality from './account.post-quality/index.ts';
import accountPublicOutcry from './account.public-outcry/index.ts';
import accountRelayed from './account.relayed/index.ts';
import accountReplyClock from './account.reply-clock/index.ts';
import accountReplyQuality from './account.reply-quality/index.ts';
import accountReviewRecords from './account.review-records/index.ts';
import accountSecretLeak from './account.secret-leak/index.ts';
import accountUpdateRate from './account.update-rate/index.ts';
import agency from './site.agency/index.ts';
import answers from './site.answers/index.ts';
import siteClosure from './site.closure/index.ts';
import columnsBlank from './site.columns-blank/index.ts';
import columnsLongStale from './site.columns-long-stale/index.ts';
import columnsStale from './site.columns-stale/index.ts';
import compatibility from './site.compatibility/index.ts';
import dataPublishing from './site.data-publishing/index.ts';
import deadLinks from './site.dead-links/index.ts';
import domainName from './site.domain-name/index.ts';
import errorReport from './site.error-report/index.ts';
import footerIdentity from './site.footer-identity/index.ts';
import forgedDates from './site.forged-dates/index.ts';
import furtherFunctions from './site.further-functions/index.ts';
import fuzzySearch from './site.fuzzy-search/index.ts';
import guideAccuracy from './site.guide-accuracy/index.ts';
import guideForms from './site.guide-forms/index.ts';
import guidesAllIncomplete from './site.guides-all-incomplete/index.ts';
import guidesIncomplete from './site.guides-incomplete/index.ts';
import harmfulContent from './site.harmful-content/index.ts';
import homeAvailability from './site.home-availability/index.ts';
import homeFewUpdates from './site.home-few-updates/index.ts';
import homeStale from './site.home-stale/index.ts';
import innovation from './site.innovation/index.ts';
import interpretationColumn from './site.interpretation-column/index.ts';
import interpretationForms from './site.interpretation-forms/index.ts';
import interpretationLinks from './site.interpretation-links/index.ts';
import interpretationShare from './site.interpretation-share/index.ts';
import interviewActivity from './site.interview-activity/index.ts';
import ipv6 from './site.ipv6/index.ts';
import leaders from './site.leaders/index.ts';
import liveInteraction from './site.live-interaction/index.ts';
import messagesUnanswered from './site.messages-unanswered/index.ts';
import misstatement from './site.misstatement/index.ts';
import newsColumn from './site.news-column/index.ts';
import noConsultChannel from './site.no-consult-channel/index.ts';
import noServices from './site.no-services/index.ts';
import onlineApplication from './site.online-application/index.ts';
import otherColumns from './site.other-columns/index.ts';
import overview from './site.overview/index.ts';
import pageTags from './site.page-tags/index.ts';
import policyColumn from './site.policy-column/index.ts';
import publicMessages from './site.public-messages/index.ts';
import publicOutcry from './site.public-outcry/index.ts';
import replyQuality from './site.reply-quality/index.ts';
import searchFunction from './site.search-function/index.ts';
import secretLeak from './site.secret-leak/index.ts';
import serviceExtras from './site.service-extras/index.ts';
import serviceGuides from './site.service-guides/index.ts';
import serviceItems from './site.service-items/index.ts';
import serviceRating from './site.service-rating/index.ts';
import serviceStatistics from './site.service-statistics/index.ts';
import singleAccount from './site.single-account/index.ts';
import submission from './site.submission/index.ts';
import surveyActivity from './site.survey-activity/index.ts';
import surveys from './site.surveys/index.ts';
import tampering from './site.tampering/index.ts';
import unifiedLogin from './site.unified-login/index.ts';
import unreachable from './site.unreachable/index.ts';

/** Every indicator there is, in alphabetical order of folders. A standard refers to them by id. */
export const INDICATORS: readonly AnyIndicator[] = [
  appUnusable,
  accountClosure,
  falseFigures,
  accountFiling,
  accountHarmfulContent,
  accountInteraction,
  accountMisstatement,
  noUpdates,
  accountOffDuty,
  accountOnePerPlatform,
  accountPostLinks,
  accountPostQuality,
  accountPublicOutcry,
  accountRelayed,
  accountReplyClock,
  accountReplyQuality,
  accountReviewRecords,
  accountSecretLeak,
  accountUpdateRate,
  agency,
  answers,
  siteClosure,
  columnsBlank,
  columnsLongStale,
  columnsStale,
  compatibility,
  dataPublishing,
  deadLinks,
  domainName,
  errorReport,
  footerIdentity,
  forgedDates,
  furtherFunctions,
  fuzzySearch,
  guideAccuracy,
  guideForms,
  guidesAllIncomplete,
  guidesIncomplete,
  harmfulContent,
  homeAvailability,
  homeFewUpdates,
  homeStale,
  innovation,
  interpretationColumn,
  interpretationForms,
  interpretationLinks,
  interpretationShare,
  interviewActivity,
  ipv6,
  leaders,
  liveInteraction,
  messagesUnanswered,
  misstatement,
  newsColumn,
  noConsultChannel,
  noServices,
  onlineApplication,
  otherColumns,
  overview,
  pageTags,
  policyColumn,
  publicMessages,
  publicOutcry,
  replyQuality,
  searchFunction,
  secretLeak,
  serviceExtras,
  serviceGuides,
  serviceItems,
  serviceRating,
  serviceStatistics,
  singleAccount,
  submission,
  surveyActivity,
  surveys,
  tampering,
  unifiedLogin,
  unreachable,
];
