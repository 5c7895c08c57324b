/** The style sheet of style A. */
export function trsCss(colour: string): string {
  return `*{margin:0;padding:0;box-sizing:border-box}
body{font:14px/1.8 "Microsoft YaHei","Noto Sans CJK SC",SimSun,sans-serif;color:#333;background:#f4f6f9}
a{color:#333;text-decoration:none}a:hover{color:${colour};text-decoration:underline}
ul{list-style:none}img{border:0;max-width:100%}em{font-style:normal}
.w{width:1200px;max-width:100%;margin:0 auto;padding:0 12px}
.top{background:#eef1f5;font-size:12px;line-height:32px;overflow:hidden}.fl{float:left}.fr{float:right}
.header{background:linear-gradient(180deg,#fff,#e8f0f9);padding:28px 0}
.header .w{display:flex;align-items:center;justify-content:space-between;flex-wrap:wrap;gap:12px}
.logo strong{display:block;font:700 36px/1.2 "STKaiti","KaiTi","Noto Serif CJK SC",serif;color:${colour};letter-spacing:4px}
.logo em{font-size:13px;color:#888;letter-spacing:1px}
.search{display:flex}.search input[type=text]{width:280px;max-width:60vw;height:38px;border:2px solid ${colour};padding:0 10px}
.search input[type=submit]{height:38px;width:80px;border:0;background:${colour};color:#fff;font-size:15px}
.nav{background:${colour}}.nav ul{display:flex;flex-wrap:wrap}.nav li{flex:1;min-width:110px;text-align:center}
.nav a{display:block;color:#fff;font-size:17px;line-height:48px}.nav a:hover{background:rgba(255,255,255,.18)}
.main{background:#fff;padding:16px 20px 32px;overflow:hidden;min-height:420px}
.dqwz{border-bottom:1px solid #ddd;line-height:40px;margin-bottom:16px;color:#777}
.left{float:left;width:22%}.left h3{background:${colour};color:#fff;line-height:46px;text-align:center;font-size:18px}
.left li{border:1px solid #e3e7ec;border-top:0;line-height:42px;text-align:center}.left li.on a{color:${colour};font-weight:700}
.right{float:right;width:76%}.lmmc{font-size:20px;color:${colour};border-bottom:2px solid ${colour};line-height:44px;margin-bottom:8px}
.list_con li{border-bottom:1px dashed #e1e1e1;line-height:38px;overflow:hidden;padding-left:14px;position:relative}
.list_con li:before{content:"";position:absolute;left:2px;top:17px;width:4px;height:4px;background:${colour}}
.list_con li span{float:right;color:#999;margin-left:12px}.page{text-align:center;padding:20px 0}
.page a,.page b{display:inline-block;padding:0 10px;border:1px solid #ddd;margin:2px}.page b{background:${colour};color:#fff}
.article{max-width:960px;margin:0 auto}.article h1{font-size:26px;line-height:1.5;text-align:center;margin:18px 0;color:#222}
.info{text-align:center;color:#888;border:1px solid #eee;background:#fafafa;line-height:36px;margin-bottom:20px;font-size:13px}
.TRS_Editor p{font-size:17px;line-height:2.1;margin-bottom:12px}.fj{border-top:1px solid #eee;margin-top:20px;padding-top:12px}
table.xxgk{border-collapse:collapse;margin-bottom:20px;width:100%}table.xxgk td{border:1px solid #d6dfe9;padding:6px 12px;background:#f6f9fc}
table.sj{border-collapse:collapse;width:100%;margin:12px 0}table.sj td,table.sj th{border:1px solid #cfd8e2;padding:8px 10px;vertical-align:top;text-align:left}table.sj th{background:#eef4fa;white-space:nowrap}
.banner{margin:0 -20px 16px;position:relative}.banner img{display:block;width:100%;height:240px;object-fit:cover}
.top-news{text-align:center;padding:6px 0 16px}.top-news a{font-size:26px;font-weight:700;color:${colour}}
.cols{display:flex;flex-wrap:wrap;gap:20px;margin-bottom:20px}.box{flex:1;min-width:320px}
.box h2{border-bottom:2px solid ${colour};font-size:18px;line-height:40px;overflow:hidden}.box h2 a{color:${colour}}.box h2 .more{float:right;font-size:12px;color:#999;font-weight:400}
.tiles{display:flex;flex-wrap:wrap;gap:12px;margin:12px 0}.tiles a{flex:1;min-width:130px;text-align:center;background:#eef4fa;border:1px solid #d7e3ef;padding:14px 6px;font-size:15px}
.fulltext{line-height:2}.leader{display:flex;gap:24px;border-bottom:1px solid #eee;padding:18px 0}.leader .photo{width:96px;height:128px;background:#dfe7f0;flex:none;display:flex;align-items:flex-end;justify-content:center;font-size:56px;color:#9fb3c8}
.leader h3{font-size:18px;color:${colour}}.form p{margin:10px 0}.form label{display:inline-block;width:110px;text-align:right;margin-right:10px}.form input,.form select,.form textarea{border:1px solid #bbb;padding:6px;width:420px;max-width:100%;font:inherit}.form button{background:${colour};color:#fff;border:0;padding:8px 28px;font:inherit}
.rate button{border:1px solid ${colour};background:#fff;color:${colour};padding:4px 14px;margin-right:8px}
.footer{background:#3b4a5c;color:#dfe5ec;text-align:center;padding:24px 0;font-size:13px;line-height:2}.footer a{color:#fff}.signs span{display:inline-block;margin:8px 12px}
@media(max-width:760px){.left,.right{float:none;width:100%}.left{display:none}.logo strong{font-size:26px;letter-spacing:1px}.nav li{min-width:25%}.nav a{font-size:15px;line-height:40px}.banner img{height:130px}.top .fl{display:none}.article h1{font-size:21px}.box{min-width:100%}.list_con li{line-height:1.7;padding-top:8px;padding-bottom:8px}.info{line-height:1.8;padding:6px}.main{padding:12px}.banner{margin:0 -12px 12px}.leader{gap:12px}.right table.sj,.article table.sj{display:block;overflow-x:auto}}
`;
}
