import { describe, expect, it } from 'vitest';
import { readGuide } from './guide.ts';
import { lookAt } from './testing/look.ts';

const guide = (body: string, title = '食品小作坊登记-办事指南-清水县人民政府') =>
  readGuide(lookAt(body, title), title);

describe('readGuide', () => {
  it('reads a table of th and td, several pairs in a row, and leaves out what is empty', () => {
    const body = `<table>
      <tr><th>事项名称</th><td colspan="3">食品小作坊登记</td></tr>
      <tr><th>设定依据</th><td colspan="3"></td></tr>
      <tr><th>受理条件</th><td>有固定场所</td><th>收费标准</th><td>无</td></tr>
      <tr><th>申请材料</th><td>申请表</td><th>办理流程</th><td>暂无</td></tr>
      <tr><th>咨询电话</th><td>0000-1234567</td><th>监督电话</th><td>-</td></tr></table>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      申请条件: '有固定场所',
      收费标准: '无',
      办理材料: '申请表',
      联系电话: '0000-1234567',
    });
  });
  it('takes the rows under a heading that fills its row', () => {
    const body = `<table><tr><td colspan="2">申请条件</td></tr><tr><td colspan="2">年满十八周岁</td></tr>
      <tr><td colspan="2"><b>申请材料</b></td></tr><tr><td>1</td><td>身份证</td></tr><tr><td>2</td><td>申请表</td></tr>
      <tr><td colspan="2">承诺时限</td></tr><tr><td colspan="2">3个工作日</td></tr></table>`;
    expect(guide(body)).toMatchObject({
      申请条件: '年满十八周岁',
      办理材料: '1\t身份证\n2\t申请表',
      承诺时限: '3个工作日',
    });
  });
  it('takes neither words of a menu nor choices of a search for elements', () => {
    const body = `<div class="menu"><a>政策法规</a> | <a>政策解读</a> | <a>公告公示</a></div>
      <table><tr><td>办件类型</td><td>服务对象</td></tr></table>
      <dl><dt>服务对象</dt><dd>不限<br>个人<br>法人</dd><dt>申请条件</dt><dd>有固定场所</dd><dt>申请材料</dt><dd>申请表</dd><dt>办理流程</dt><dd>窗口受理</dd><dt>承诺时限</dt><dd>3个工作日</dd></dl>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      申请条件: '有固定场所',
      办理材料: '申请表',
      办理流程: '窗口受理',
      承诺时限: '3个工作日',
    });
  });
  it('reads dt and dd', () => {
    const body =
      '<dl><dt>设定依据：</dt><dd>《条例》第三条</dd><dt>办理条件</dt><dd></dd><dt>所需材料</dt><dd>申请表</dd><dd>身份证</dd></dl>';
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》第三条',
      办理材料: '申请表\n身份证',
    });
  });
  it('reads numbered headings, ended by headings it does not know', () => {
    const body = `<div><p>一、设定依据</p><p>《条例》第三条</p><p>二、申请条件</p><p>三、常见问题</p><p>问：能否代办？</p><p>四、办理材料：申请表</p><p>身份证</p><p>五、办理流程</p><p>受理→审查→发证</p></div>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》第三条',
      办理材料: '申请表\n身份证',
      办理流程: '受理→审查→发证',
    });
  });
  it('reads bracketed headings and several labels in one line', () => {
    const body =
      '<p>【设定依据】《条例》第三条</p><p>【申请条件】无</p><p>【办理材料】申请表</p><p>办理地点：政务服务大厅 联系电话：0000-1234567</p>';
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》第三条',
      办理材料: '申请表',
      办理地点: '政务服务大厅',
      联系电话: '0000-1234567',
    });
  });
  it('reads tabs with hidden panels', () => {
    const body = `<ul class="tab"><li class="on">设定依据</li><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul>
      <div class="con"><div>《条例》第三条</div><div style="display:none">有固定场所</div><div style="display:none"></div><div style="display:none">网上办理</div></div>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》第三条',
      申请条件: '有固定场所',
      办理流程: '网上办理',
    });
  });
  it('does not take the next section for an empty one', () => {
    const body = `<div class="item"><h3>设定依据</h3><div class="con"></div></div><div class="item"><h3>温馨提示</h3><div class="con">请带好证件</div></div>
      <div class="item"><h3>申请条件</h3><div class="con">年满十八周岁</div></div><div class="item"><h3>办理材料</h3><div>申请表</div></div>`;
    expect(guide(body)).toEqual({ 事项名称: '食品小作坊登记', 申请条件: '年满十八周岁', 办理材料: '申请表' });
  });
  it('reads spans side by side without a colon', () => {
    const body = `<div><div class="r"><span class="l">实施主体</span><span class="v">清水县市场监管局</span></div><div class="r"><span class="l">设定依据</span><span class="v"></span></div>
      <div class="r"><span class="l">办件类型</span><span class="v">承诺件</span></div><div class="r"><span class="l">受理条件</span><span class="v">有固定场所</span></div></div>`;
    const found = guide(body);
    expect(found).toMatchObject({ 实施主体: '清水县市场监管局', 申请条件: '有固定场所' });
    expect(found.设定依据).toBeUndefined();
  });
  it('takes a flow chart that is a picture, and headings of two elements', () => {
    const body = `<div><h4>一、设定依据</h4><p>《条例》第三条</p><h4>二、申请材料</h4><p></p><h4>三、办理流程</h4><p><img src="/img/lct.jpg" alt="办理流程图"></p><h4>四、办理地点、时间</h4><p>政务大厅，周一至周五</p></div>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》第三条',
      办理流程: '办理流程图',
      办理地点: '政务大厅，周一至周五',
      办理时间: '政务大厅，周一至周五',
    });
  });
  it('leaves the address and telephone of the footer out', () => {
    const body = `<table><tr><td>设定依据</td><td>《条例》</td></tr><tr><td>申请条件</td><td>年满十八周岁</td></tr><tr><td>联系电话</td><td></td></tr></table>
      <div><p>主办单位：清水县人民政府办公室</p><p>地址：大街1号</p><p>联系电话：0000-1234567</p></div>`;
    expect(guide(body)).toEqual({
      事项名称: '食品小作坊登记',
      设定依据: '《条例》',
      申请条件: '年满十八周岁',
    });
  });
  it.each([
    [
      'an article that mentions guides',
      '<h1>我县公布办事指南</h1><p>近日，我县修订办事指南，申请材料减少三成，办理流程进一步优化，承诺时限压缩一半。</p>',
      '我县公布办事指南',
    ],
    [
      'a notice with two such headings',
      '<p>一、申报条件</p><p>在清水县注册</p><p>二、申报材料</p><p>申请表</p>',
      '关于申报项目的通知',
    ],
    [
      'a footer',
      '<div>地址：清水县大街1号</div><div>联系电话：0000-1234567</div><div>工作时间：周一至周五</div>',
      '办事指南',
    ],
  ])('is empty for %s', (_, body, title) => {
    expect(guide(body, title)).toEqual({});
  });
});
