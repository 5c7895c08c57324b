import { describe, expect, it } from 'vitest';
import { unwrap } from './lines.ts';

const FILL = '为做好灌溉工作现将有关事项通知如下请';
describe('unwrap', () => {
  it.each([
    ['a word over the edge', `${FILL}人民检\n查院落实。`, `${FILL}人民检查院落实。`],
    ['a date over the edge', `${FILL}在2019年5\n月30日前`, `${FILL}在2019年5月30日前`],
    ['a heading', `关于灌溉的通知\n${FILL}一二三`, `关于灌溉的通知\n${FILL}一二三`],
    ['the end of a paragraph', `${FILL}落实。\n联系人张三`, `${FILL}落实。\n联系人张三`],
    ['two numbers', `${FILL}共1234\n5678人`, `${FILL}共1234\n5678人`],
    ['a list of names', '张三丰\n李四光\n王五', '张三丰\n李四光\n王五'],
    ['nothing', '', ''],
  ])('%s', (_, text, joined) => {
    expect(unwrap(text)).toBe(joined);
  });
});
