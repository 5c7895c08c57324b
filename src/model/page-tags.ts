/** The official page tags (网站/栏目/内容页标签; 国办发〔2017〕47号 annex), in their official spelling. */
export const PAGE_TAGS = [
  'SiteName',
  'SiteDomain',
  'SiteIDCode',
  'ColumnName',
  'ColumnDescription',
  'ColumnKeywords',
  'ColumnType',
  'ArticleTitle',
  'PubDate',
  'ContentSource',
  'Keywords',
  'Author',
  'Description',
  'Image',
  'Url',
] as const;
export type PageTag = (typeof PAGE_TAGS)[number];
