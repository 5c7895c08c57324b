import type { Finding, FindingState, LedgerLine, Part, Verdict } from '../../model/index.ts';
import {
  type Chore,
  chores,
  costOf,
  FAILURE,
  lineCost,
  PART,
  PROVENANCE,
  RESULT,
  range,
  STATE_SIGN,
  showTime,
  stateName,
  unseenReason,
} from '../labels.ts';
import { type EvidenceContext, showEvidence } from './evidence.ts';
import { both, html, type Markup, t } from './markup.ts';

export function state(of: { readonly state: FindingState; readonly part: Part }): Markup {
  return html`<span class="state ${of.state}">${STATE_SIGN[of.state]} ${both(stateName(of))}</span>`;
}

/** Marks a number that nobody has checked against the official text. */
export function unverified(unsure: boolean): Markup | '' {
  return unsure ? html` <span class="mark">${t('数值待核对', 'unverified number')}</span>` : '';
}

export function verdictBox(verdict: Verdict): Markup {
  const { score } = verdict;
  return html`<section class="verdict ${verdict.result}" aria-label="result"><b class="result">${both(RESULT[verdict.result])}</b>${
    score === null
      ? html`<span></span>`
      : html`<span class="score">${range(score.min, score.max)} <small>${t('分', 'points')}</small></span>`
  }<p>${both(verdict.because)}</p>${verdict.penal.because.map((reason) => html`<p class="meta">${both(reason)}</p>`)}</section>`;
}

export function tiles(verdict: Verdict): Markup {
  const count = (wanted: FindingState) =>
    verdict.findings.filter((finding) => finding.state === wanted && finding.part !== 'bonus').length;
  const tile = (number: number, zh: string, en: string) => html`<li><b>${number}</b>${t(zh, en)}</li>`;
  return html`<ul class="tiles">${[
    tile(verdict.collection.pages, '已读取页面', 'pages read'),
    tile(count('fail'), '不符合', 'fail'),
    tile(count('suspected'), '疑似，待确认', 'suspected'),
    tile(count('inconclusive'), '未能核实', 'inconclusive'),
    tile(count('pass'), '符合', 'pass'),
  ]}</ul>`;
}

export function mendFirst(verdict: Verdict): Markup {
  const todo = chores(verdict);
  if (todo.length === 0) return html`<p>${t('没有需要整改的事项。', 'Nothing to mend.')}</p>`;
  return html`<ol class="mend">${todo.map(chore)}</ol>`;
}

/** How many findings of one cause are told one by one before the rest is counted. */
const TOLD = 5;

function chore({ first, findings }: Chore): Markup {
  const left = findings.length - TOLD;
  const places = findings
    .slice(0, TOLD)
    .map(
      (finding) =>
        html`<li>${both(finding.summary)} <a class="meta" href="#f-${finding.fingerprint}">${t('证据', 'evidence')}</a></li>`,
    );
  return html`<li><p><b>${both(first.title)}</b> ${state(first)} ${cost(first)}${unverified(first.unsure)}</p><ul>${places}${
    left > 0 ? html`<li>${t(`另有 ${left} 处`, `${left} more`)}</li>` : ''
  }</ul>${first.advice === null ? '' : html`<p class="todo">${both(first.advice)}</p>`}<p class="meta">${first.code} · ${first.clause}</p></li>`;
}

function cost(finding: Finding): Markup | '' {
  const text = costOf(finding);
  return text === null ? '' : html`<span class="cost">${both(text)}</span>`;
}

/** Suspicions, claims to bonus points and open questions, with the lines that a person puts into the answers file. */
export function forAPerson(verdict: Verdict): Markup {
  const { findings } = verdict;
  const suspected = findings.filter((finding) => finding.state === 'suspected' && finding.part !== 'bonus');
  const claims = findings.filter((finding) => finding.state === 'suspected' && finding.part === 'bonus');
  const open = findings.filter((finding) => finding.state === 'inconclusive');
  const asked = findings.filter((finding) => finding.state === 'pass' && finding.question !== undefined);
  if (suspected.length + claims.length + open.length + asked.length === 0) {
    return html`<p>${t('没有待人工确认或未能核实的事项。', 'Nothing waits for a person, nothing was left untold.')}</p>`;
  }
  return html`${decisions(suspected, t('待确认的问题', 'Suspicions'))}${decisions(claims, t('待确认的加分', 'Claims to bonus points'))}${
    open.length === 0 ? '' : openTable(open)
  }${asked.length === 0 ? '' : questions(asked)}`;
}

function decisions(findings: readonly Finding[], title: Markup): Markup | '' {
  if (findings.length === 0) return '';
  return html`<h3>${title}</h3><p>${t(
    '机器不单独作出下列判断。请核对证据，将结论写入人工认定文件（answers.yaml），再用 xunjian judge facts.json --answers answers.yaml 重新评判。',
    'A machine does not decide these alone. Check the evidence, write the decisions into answers.yaml and judge again: xunjian judge facts.json --answers answers.yaml',
  )}</p><ul>${findings.map(
    (finding) =>
      html`<li><a href="#f-${finding.fingerprint}">${finding.code} ${both(finding.title)}</a> — ${both(finding.summary)}</li>`,
  )}</ul><details><summary>${t('人工认定文件样本，改好即可使用', 'Lines for the answers file, to edit and use')}</summary><div class="in"><pre tabindex="0">${answerLines(findings)}</pre></div></details>`;
}

function openTable(open: readonly Finding[]): Markup {
  return html`<h3>${t('未能核实（不作为扣分依据）', 'Could not be told (counts against nobody)')}</h3><div class="scroll" tabindex="0"><table><thead><tr><th>${t('条款', 'Clause')}</th><th>${t('指标', 'Indicator')}</th><th>${t('原因', 'Why')}</th><th>${t('怎么办', 'What to do')}</th></tr></thead><tbody>${open.map(
    (finding) =>
      html`<tr><td class="code">${finding.code}</td><td><a href="#f-${finding.fingerprint}">${both(finding.title)}</a></td><td>${both(finding.summary)}</td><td>${
        finding.question === undefined ? '' : html`${both(finding.question)}<br>`
      }${finding.advice === null ? '' : both(finding.advice)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** What no machine can pass on its own: nothing was seen, and that is said, not more. */
function questions(asked: readonly Finding[]): Markup {
  return html`<h3>${t('机器没有发现问题、但须由人认定的事项', 'Nothing was seen, but only a person can say so')}</h3><ul>${asked.map(
    (finding) =>
      html`<li><a href="#f-${finding.fingerprint}">${finding.code} ${both(finding.title)}</a> — ${
        finding.question === undefined ? '' : both(finding.question)
      }</li>`,
  )}</ul>`;
}

function answerLines(findings: readonly Finding[]): string {
  const entries = findings.map((finding) =>
    [
      `  # ${finding.code} ${finding.title.zh}: ${finding.summary.zh.replaceAll(/\s+/g, ' ')}`,
      `  - fingerprint: ${finding.fingerprint}`,
      '    decision: confirm   # confirm 属实 / dismiss 不属实 / exempt 说明暂免',
      '    by: ""',
      '    at: ""',
    ].join('\n'),
  );
  return `answers:\n${entries.join('\n')}`;
}

const PARTS: readonly Part[] = ['veto', 'deduction', 'bonus'];

/** The whole account: every indicator, its cap, what was deducted or added, and where its number comes from. */
export function ledger(verdict: Verdict): Markup {
  const parts = PARTS.filter((part) => verdict.ledger.some((line) => line.part === part));
  const { score } = verdict;
  return html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('条款', 'Clause')}</th><th>${t('指标', 'Indicator')}</th><th>${t('状态', 'State')}</th><th class="n">${t('上限', 'Cap')}</th><th class="n">${t('分值', 'Points')}</th><th>${t('数值出处', 'Provenance')}</th></tr></thead>${parts.map(
    (part) =>
      html`<tbody><tr class="group"><th colspan="6" scope="rowgroup">${both(PART[part])}</th></tr>${verdict.ledger
        .filter((line) => line.part === part)
        .map((line) => ledgerRow(line))}</tbody>`,
  )}${
    score === null
      ? ''
      : html`<tbody><tr class="sum"><th colspan="4">${t('扣分合计', 'Deducted')}</th><td class="n">${minus(score.deduction)}</td><td></td></tr><tr class="sum"><th colspan="4">${t('加分合计', 'Bonus')}</th><td class="n">${range(score.bonus[0], score.bonus[1])}</td><td></td></tr><tr class="sum"><th colspan="4">${t('最终得分', 'Score')}</th><td class="n">${range(score.min, score.max)}</td><td></td></tr></tbody>`
  }</table></div>`;
}

function minus(values: readonly [number, number]): string {
  const [a, b] = values.map(Math.abs) as [number, number];
  return b === 0 ? '0' : `−${range(Math.min(a, b), Math.max(a, b))}`;
}

function ledgerRow(line: LedgerLine): Markup {
  return html`<tr><td class="code">${line.code}</td><td>${both(line.title)}</td><td>${state(line)}</td><td class="n">${line.cap ?? ''}</td><td class="n">${lineCost(line)}</td><td>${both(PROVENANCE[line.provenance].name)}${unverified(line.unsure)}</td></tr>`;
}

export function findings(verdict: Verdict, context: EvidenceContext): Markup {
  return html`${PARTS.filter((part) => verdict.findings.some((finding) => finding.part === part)).map(
    (part) =>
      html`<h3>${both(PART[part])}</h3>${verdict.findings
        .filter((finding) => finding.part === part)
        .map((finding) => findingDetails(finding, context))}`,
  )}`;
}

function findingDetails(finding: Finding, context: EvidenceContext): Markup {
  return html`<details id="f-${finding.fingerprint}"><summary>${state(finding)} <span class="grow"><b>${both(finding.title)}</b> — ${both(
    finding.summary,
  )}</span> ${cost(finding)}</summary><div class="in"><dl><dt>${t('条款', 'Clause')}</dt><dd>${finding.code} · ${finding.clause}</dd><dt>${t('数值出处', 'Provenance')}</dt><dd>${both(PROVENANCE[finding.provenance].name)}${unverified(finding.unsure)}</dd><dt>${t('由谁判定', 'Decided by')}</dt><dd>${decidedBy(finding)}</dd><dt>${t('指纹', 'Fingerprint')}</dt><dd><code>${finding.fingerprint}</code></dd>${
    finding.advice === null ? '' : html`<dt>${t('怎么改', 'Advice')}</dt><dd>${both(finding.advice)}</dd>`
  }</dl>${finding.evidence.map((piece) => showEvidence(piece, context))}</div></details>`;
}

function decidedBy(finding: Finding): Markup {
  if (finding.decision !== null) {
    const { by, at, note } = finding.decision;
    return html`${by} · ${at}${note === undefined ? '' : ` · ${note}`}`;
  }
  if (finding.automation === 'machine') return t('机器按规则判定', 'the machine, by rule');
  return t('机器提出，待人工确认', 'proposed by the machine, a person confirms');
}

export function coverage(verdict: Verdict, context: EvidenceContext): Markup {
  const { collection } = verdict;
  const failures = collection.failures.slice(0, 50);
  return html`<p>${t(
    `采集时间 ${showTime(collection.from)} 至 ${showTime(collection.to)}，读取 ${collection.pages} 个页面，${collection.complete ? '全站已读完。' : '未读完全站，下列范围没有查看。'}`,
    `Collected ${showTime(collection.from)} to ${showTime(collection.to)}: ${collection.pages} pages read, ${collection.complete ? 'the whole site.' : 'not the whole site; what follows was not looked at.'}`,
  )}</p>${collection.override === null ? '' : html`<p>${t('经办人说明', 'Override')}: ${collection.override}</p>`}${
    collection.unseen.length === 0
      ? ''
      : html`<div class="scroll" tabindex="0"><table><thead><tr><th>${t('未查看的原因', 'Why not seen')}</th><th class="n">${t('数量', 'Number')}</th><th>${t('例', 'Examples')}</th></tr></thead><tbody>${collection.unseen.map(
          (entry) =>
            html`<tr><td>${both(unseenReason(entry.reason))}</td><td class="n">${entry.count}</td><td>${entry.examples.slice(0, 3).map((url) => html`${showEvidence({ type: 'url', url }, context)}`)}</td></tr>`,
        )}</tbody></table></div>`
  }${
    failures.length === 0
      ? ''
      : html`<h3>${t('未能打开的页面', 'Pages that did not open')}</h3><div class="scroll" tabindex="0"><table><thead><tr><th>${t('原因', 'Why')}</th><th>${t('网址', 'Address')}</th><th>${t('时间', 'When')}</th></tr></thead><tbody>${failures.map(
          (failure) =>
            html`<tr><td>${both(FAILURE[failure.kind])}${failure.status === null ? '' : ` ${failure.status}`}</td><td>${failure.url}<br><span class="meta">${failure.why}</span></td><td>${showTime(failure.at)}</td></tr>`,
        )}</tbody></table></div>`
  }`;
}

export function provenance(verdict: Verdict): Markup {
  const unsure = verdict.ledger.filter((line) => line.unsure);
  return html`<dl>${Object.values(PROVENANCE).map(({ name, says }) => html`<dt><b>${both(name)}</b></dt><dd>${both(says)}</dd>`)}</dl>${
    unsure.length === 0
      ? ''
      : html`<p>${t(
          `本次计分中有 ${unsure.length} 项指标的分值或阈值尚未对照官方文本核对，核对前不宜作为问责依据：`,
          `${unsure.length} indicators of this account rest on numbers that nobody has checked against the official text; no ground for a penalty until somebody has:`,
        )}</p><p class="meta">${unsure.map((line, index) => html`${index > 0 ? html` · ` : ''}${line.code} ${both(line.title)}`)}</p>`
  }`;
}
