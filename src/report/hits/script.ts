/**
 * The script of the report of hits: marks, keys, downloads. It sends nothing (the content security policy forbids all connections)
 * and keeps marks in the browser by fingerprint only, never words of the text. Written for any browser of the last years, plain.
 */
export const HITS_SCRIPT = `
(() => {
  'use strict';
  const hits = [...document.querySelectorAll('.hit')];
  const by = document.getElementById('by');
  const until = document.getElementById('until');
  const key = 'xunjian-hits-' + document.documentElement.dataset.report;
  const valueOf = (hit) => hit.querySelector('input[type=radio]:checked')?.value ?? 'open';
  const noteOf = (hit) => hit.querySelector('input[type=text]').value.trim();
  const isDismissed = (hit) => valueOf(hit) === 'here' || valueOf(hit) === 'everywhere';

  const store = {
    read() { try { return JSON.parse(localStorage.getItem(key) ?? '{}'); } catch { return {}; } },
    write(value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch {} },
  };
  const count = () => {
    const of = (test) => String(hits.filter(test).length);
    for (const el of document.querySelectorAll('[data-count]'))
      el.textContent = el.dataset.count === 'open' ? of((hit) => valueOf(hit) === 'open')
        : el.dataset.count === 'confirmed' ? of((hit) => valueOf(hit) === 'confirm') : of(isDismissed);
    document.getElementById('save').disabled = !hits.some(isDismissed);
    document.getElementById('list').disabled = !hits.some((hit) => valueOf(hit) === 'confirm');
  };
  const keep = () => {
    const marks = {};
    for (const hit of hits) {
      const value = valueOf(hit), note = noteOf(hit);
      if (value !== 'open' || note !== '') marks[hit.id] = [value, note];
    }
    store.write({ by: by.value, until: until.value, marks });
    count();
  };
  const saved = store.read();
  by.value = typeof saved.by === 'string' ? saved.by : '';
  until.value = typeof saved.until === 'string' ? saved.until : '';
  for (const hit of hits) {
    const mark = saved.marks?.[hit.id];
    if (!Array.isArray(mark)) continue;
    for (const radio of hit.querySelectorAll('input[type=radio]')) radio.checked = radio.value === mark[0];
    hit.querySelector('input[type=text]').value = String(mark[1]);
  }
  document.addEventListener('change', keep);
  count();

  const mark = (hit, value) => {
    const radio = hit.querySelector('input[value=' + value + ']');
    if (radio === null) return;
    radio.checked = true;
    keep();
  };
  const shown = () => hits.filter((hit) => hit.offsetParent !== null);
  const current = () => hits.find((hit) => hit.contains(document.activeElement));
  const move = (step) => {
    const list = shown();
    const here = current();
    const at = here === undefined ? -1 : list.indexOf(here);
    const next = at < 0 ? (step > 0 ? list[0] : list.at(-1)) : list[Math.min(list.length - 1, Math.max(0, at + step))];
    next?.closest('details')?.setAttribute('open', '');
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', (event) => {
    const writing = event.target.matches?.('input[type=text],input[type=date]');
    if (writing && event.key === 'Escape') { current()?.focus(); return; }
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const hit = current();
    const does = {
      j: () => move(1), k: () => move(-1),
      c: () => hit && mark(hit, 'confirm'), d: () => hit && mark(hit, 'here'), e: () => hit && mark(hit, 'everywhere'),
      u: () => hit && mark(hit, 'open'), n: () => hit?.querySelector('input[type=text]').focus(),
    }[event.key];
    if (does === undefined) return;
    event.preventDefault();
    does();
  });

  const download = (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  document.getElementById('save').addEventListener('click', () => {
    if (by.value.trim() === '') { by.setAttribute('aria-invalid', 'true'); by.required = true; by.focus(); by.reportValidity(); return; }
    const seen = new Set();
    const lines = ['schema: xunjian.dismissals/1', 'dismissals:'];
    for (const hit of hits.filter(isDismissed)) {
      const fingerprint = hit.dataset[valueOf(hit)];
      if (seen.has(fingerprint)) continue;
      seen.add(fingerprint);
      lines.push('  - fingerprint: ' + JSON.stringify(fingerprint), '    by: ' + JSON.stringify(by.value.trim()), '    at: ' + JSON.stringify(today()),
        '    until: ' + (until.value === '' ? 'null' : JSON.stringify(until.value)));
      const note = noteOf(hit);
      if (note !== '') lines.push('    note: ' + JSON.stringify(note));
    }
    download('dismissals.yaml', 'application/yaml', lines.join('\\n') + '\\n');
  });
  document.getElementById('list').addEventListener('click', () => {
    const cell = (text) => '"' + (/^[=+\\-@\\t\\r]/.test(text) ? "'" + text : text).replaceAll('"', '""') + '"';
    const rows = [['文件 file', '位置 place', '类别 category', '原文 text', '建议 suggestion', '原因 why', '备注 note']];
    for (const hit of hits.filter((one) => valueOf(one) === 'confirm')) {
      const { file, place, category, text, suggest, why } = hit.dataset;
      rows.push([file, place, category, text, suggest, why, noteOf(hit)]);
    }
    download('confirmed.csv', 'text/csv', '\\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\\r\\n') + '\\r\\n');
  });
})();
`;
